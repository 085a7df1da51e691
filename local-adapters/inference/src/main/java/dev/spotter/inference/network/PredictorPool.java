package dev.spotter.inference.network;

import dev.spotter.core.error.ClassificationException;
import dev.spotter.imaging.InputReader;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Supplier;

/**
 * A bounded number of predictors, each with its own reader of images: neither is thread-safe, and making them for
 * every image would cost memory and time. Thread-safe.
 */
final class PredictorPool implements AutoCloseable {
    private final BlockingQueue<PooledPredictor> free;
    private final int size;
    private volatile boolean closed;

    PredictorPool(Network network, Supplier<InputReader> readers, int size) {
        this.size = size;
        free = new ArrayBlockingQueue<>(size);
        try {
            for (int i = 0; i < size; i++) {
                free.add(new PooledPredictor(readers.get(), network.newPredictor()));
            }
        } catch (RuntimeException | Error e) {
            free.forEach(PooledPredictor::free);
            throw e;
        }
    }

    /**
     * A predictor for the caller alone, until it is closed; waits for a free one.
     *
     * @throws IllegalStateException if the pool is closed
     * @throws ClassificationException if the thread is interrupted while it waits; retryable
     */
    PooledPredictor take() {
        PooledPredictor pooled = await();
        if (closed) {
            free.add(pooled);
            throw new IllegalStateException("the classifier is closed");
        }
        return pooled;
    }

    /** Waits for the predictors that are in use. To be called once. */
    @Override
    public void close() {
        closed = true;
        List<PooledPredictor> idle = new ArrayList<>();
        boolean interrupted = false;
        while (idle.size() < size) {
            try {
                idle.add(free.take());
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        try {
            idle.forEach(PooledPredictor::free);
        } finally {
            // Callers that still wait for a predictor get the exception of a closed pool.
            free.addAll(idle);
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private PooledPredictor await() {
        try {
            return free.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ClassificationException.transientFailure(
                    "the thread was interrupted while it waited for the model", e);
        }
    }

    /** A predictor and the reader that fills its input; goes back to the pool when it is closed. */
    final class PooledPredictor implements AutoCloseable {
        private final InputReader reader;
        private final Network.Predictor predictor;

        private PooledPredictor(InputReader reader, Network.Predictor predictor) {
            this.reader = reader;
            this.predictor = predictor;
        }

        InputReader reader() {
            return reader;
        }

        Network.Predictor predictor() {
            return predictor;
        }

        private void free() {
            reader.close();
            predictor.close();
        }

        @Override
        public void close() {
            free.add(this);
        }
    }
}
