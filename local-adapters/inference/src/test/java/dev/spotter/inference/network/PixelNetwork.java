package dev.spotter.inference.network;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/** A network whose scores change with every bit of its input, and that takes next to no time. */
final class PixelNetwork implements Network {
    static final int CLASSES = 4;

    private static final int SCORE_BITS = 22;
    /** Odd, so that no bit is lost; from splitmix64. */
    private static final long FACTOR = 0xBF58476D1CE4E5B9L;

    private final int floats;

    /** @param floats how many the input has */
    PixelNetwork(int floats) {
        this.floats = floats;
    }

    @Override
    public Predictor newPredictor() {
        FloatBuffer input = ByteBuffer.allocateDirect(floats * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
        return new Predictor() {
            private final float[] copy = new float[floats];

            @Override
            public FloatBuffer input() {
                return input;
            }

            @Override
            public float[] predict() {
                input.get(0, copy);
                long hash = 0;
                for (float value : copy) {
                    hash = (hash ^ Float.floatToRawIntBits(value)) * FACTOR;
                    hash ^= hash >>> 29;
                }
                return scores(hash);
            }

            @Override
            public void close() {}
        };
    }

    private static float[] scores(long hash) {
        float[] scores = new float[CLASSES];
        long rest = hash;
        for (int i = 0; i < CLASSES; i++) {
            scores[i] = (rest >>> (Long.SIZE - SCORE_BITS)) / (float) (1 << SCORE_BITS);
            rest *= FACTOR;
        }
        return scores;
    }

    @Override
    public void close() {}
}
