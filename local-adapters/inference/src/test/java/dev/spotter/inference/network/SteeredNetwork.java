package dev.spotter.inference.network;

import java.nio.FloatBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** A network of one pixel and two classes, whose answers a test makes. */
final class SteeredNetwork implements Network {
    private final Supplier<float[]> output;
    private final int room;
    private final AtomicInteger open = new AtomicInteger(1);

    SteeredNetwork(Supplier<float[]> output) {
        this(output, Integer.MAX_VALUE);
    }

    /** @param room how many predictors there is memory for */
    SteeredNetwork(Supplier<float[]> output, int room) {
        this.output = output;
        this.room = room;
    }

    /** The network and its predictors that are not closed. */
    int open() {
        return open.get();
    }

    @Override
    public Predictor newPredictor() {
        if (open.get() > room) {
            throw new OutOfMemoryError("no room for a further predictor");
        }
        open.incrementAndGet();
        FloatBuffer input = FloatBuffer.allocate(3);
        return new Predictor() {
            @Override
            public FloatBuffer input() {
                return input;
            }

            @Override
            public float[] predict() {
                // The second class is surer the more red there is.
                float[] steered = output.get();
                return steered.length == 0 ? new float[] {1 - input.get(0), input.get(0)} : steered;
            }

            @Override
            public void close() {
                open.decrementAndGet();
            }
        };
    }

    @Override
    public void close() {
        open.decrementAndGet();
    }
}
