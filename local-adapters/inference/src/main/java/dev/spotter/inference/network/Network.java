package dev.spotter.inference.network;

import dev.spotter.core.error.ClassificationException;
import java.nio.FloatBuffer;

/** A network that an engine has loaded. Thread-safe; its predictors are not. */
public interface Network extends AutoCloseable {
    /** A new predictor with its own buffers. Close it before the network. */
    Predictor newPredictor();

    /** Frees the network. Called once, after its predictors are closed. */
    @Override
    void close();

    /** Runs the network in one thread at a time. Not thread-safe. */
    interface Predictor extends AutoCloseable {
        /**
         * The network's input, native-order float32 [3,crop,crop]: always the same buffer; write it before each
         * {@link #predict}.
         */
        FloatBuffer input();

        /**
         * Runs the network. The result has one value per class and is valid until the next call.
         *
         * @throws ClassificationException if the engine fails; the predictor can be used again
         */
        float[] predict();

        /** Frees the predictor's memory. */
        @Override
        void close();
    }
}
