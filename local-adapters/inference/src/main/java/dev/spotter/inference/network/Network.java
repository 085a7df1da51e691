package dev.spotter.inference.network;

import dev.spotter.core.error.ClassificationException;
import java.nio.FloatBuffer;

/** A network that an engine has loaded. Thread-safe; its predictors are not. */
public interface Network extends AutoCloseable {
    /** A predictor of one's own, with buffers of its own; to be closed before the network is. */
    Predictor newPredictor();

    /** Frees the network. Called once, after its predictors are closed. */
    @Override
    void close();

    /** One thread's way through the network. Not thread-safe. */
    interface Predictor extends AutoCloseable {
        /**
         * The network's input, native-order float32 [3,crop,crop]: written before each {@link #predict}, always the
         * same buffer.
         */
        FloatBuffer input();

        /**
         * What the network answers to the input, one value for each class; only valid until the next call.
         *
         * @throws ClassificationException if the engine fails; the predictor can be used again
         */
        float[] predict();

        /** Frees what the predictor holds. */
        @Override
        void close();
    }
}
