package dev.spotter.inference.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.zip.CRC32;

/**
 * Repeatable weights for tests, the same in every language: splitmix64 over the name's CRC-32 and the index, as in
 * {@code export.py} of the module {@code models} ({@code pattern}, {@code pattern_weights}).
 */
public final class PatternWeights {
    private PatternWeights() {}

    /** Uniform values in [-1,1). */
    public static float[] pattern(String name, int count) {
        CRC32 crc = new CRC32();
        crc.update(name.getBytes(UTF_8));
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            long z = (crc.getValue() << 32 | i) + 0x9E3779B97F4A7C15L;
            z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
            z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
            z ^= z >>> 31;
            values[i] = (z >>> 40) * 0x1p-23f - 1;
        }
        return values;
    }

    /**
     * A parameter's values: scaled by sqrt(6 / fan-in) where it has a fan-in, 1 for norms' weights and variances, else
     * small.
     */
    static float[] of(String name, List<Long> shape) {
        int count = (int) product(shape);
        float[] values = pattern(name, count);
        boolean isNorm = name.endsWith("running_var") || (name.endsWith("weight") && shape.size() == 1);
        float scale = shape.size() > 1 ? (float) Math.sqrt(6.0 / product(shape.subList(1, shape.size()))) : 0.1f;
        for (int i = 0; i < count; i++) {
            values[i] = isNorm ? 1 : values[i] * scale;
        }
        return values;
    }

    private static long product(List<Long> shape) {
        return shape.stream().reduce(1L, (a, b) -> a * b);
    }
}
