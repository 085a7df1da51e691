package dev.spotter.local.djl;

import ai.djl.engine.EngineException;
import ai.djl.inference.Predictor;
import ai.djl.translate.TranslateException;
import dev.spotter.core.error.ClassificationException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A bounded number of predictors, each with its own input buffer: a predictor is not thread-safe, and making one for every image would
 * cost memory and time. Thread-safe.
 */
final class PredictorPool implements AutoCloseable {
    private final BlockingQueue<Lane> free;
    private final int size;
    private final AtomicBoolean closed = new AtomicBoolean();

    PredictorPool(Network network, int size) {
        this.size = size;
        free = new ArrayBlockingQueue<>(size);
        for (int i = 0; i < size; i++) {
            free.add(new Lane(network));
        }
    }

    /**
     * A lane of one's own until it is closed; waits for a free one.
     *
     * @throws IllegalStateException if the pool is closed
     * @throws ClassificationException if the thread is interrupted while it waits; retryable
     */
    Lane take() {
        Lane lane = await();
        if (closed.get()) {
            free.add(lane);
            throw new IllegalStateException("the classifier is closed");
        }
        return lane;
    }

    /** Waits for the lanes that are in use. */
    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        List<Lane> idle = new ArrayList<>();
        boolean interrupted = false;
        while (idle.size() < size) {
            try {
                idle.add(free.take());
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        idle.forEach(lane -> lane.predictor.close());
        // Whoever still waits for a lane gets one that tells of the end.
        free.addAll(idle);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private Lane await() {
        try {
            return free.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ClassificationException.passing("the thread was interrupted while it waited for the model", e);
        }
    }

    /** A predictor and the buffer that it reads; goes back to the pool when it is closed. */
    final class Lane implements AutoCloseable {
        private final ByteBuffer bytes;
        private final Predictor<ByteBuffer, float[]> predictor;

        private Lane(Network network) {
            bytes = ByteBuffer.allocateDirect(network.inputBytes()).order(ByteOrder.nativeOrder());
            predictor = network.newPredictor();
        }

        /** The network's input, float32 [3,crop,crop], to be written before {@link #predict}. */
        FloatBuffer input() {
            return bytes.asFloatBuffer();
        }

        /**
         * What the network answers to the input.
         *
         * @throws ClassificationException if libtorch fails; final
         */
        float[] predict() {
            try {
                return predictor.predict(bytes.rewind());
            } catch (TranslateException | EngineException e) {
                throw ClassificationException.lasting("the model failed on this image", e);
            }
        }

        @Override
        public void close() {
            free.add(this);
        }
    }
}
