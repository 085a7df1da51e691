package dev.spotter.storage.sqlite;

import java.nio.ByteBuffer;

/** Scores as bytes: four for each where all are floats, as a network's are; else eight. Exact either way. */
final class Scores {
    private Scores() {}

    static byte[] encode(double[] scores) {
        boolean floats = true;
        for (double score : scores) {
            floats &= (float) score == score;
        }
        ByteBuffer bytes = ByteBuffer.allocate(scores.length * (floats ? Float.BYTES : Double.BYTES));
        for (double score : scores) {
            if (floats) {
                bytes.putFloat((float) score);
            } else {
                bytes.putDouble(score);
            }
        }
        return bytes.array();
    }

    static float[] floats(byte[] encoded) {
        float[] scores = new float[encoded.length / Float.BYTES];
        ByteBuffer.wrap(encoded).asFloatBuffer().get(scores);
        return scores;
    }

    static double[] doubles(byte[] encoded) {
        double[] scores = new double[encoded.length / Double.BYTES];
        ByteBuffer.wrap(encoded).asDoubleBuffer().get(scores);
        return scores;
    }
}
