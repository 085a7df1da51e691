package dev.spotter.inference.features;

import dev.spotter.core.image.ImageBytes;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A program that adds features to a cache, from a number on, and prints each number when it is added: without end, or
 * as many as the third argument says.
 */
final class FillCache {
    static final int DIMENSION = 700;

    private FillCache() {}

    public static void main(String[] arguments) {
        int first = Integer.parseInt(arguments[1]);
        int count = arguments.length > 2 ? Integer.parseInt(arguments[2]) : Integer.MAX_VALUE - first;
        try (FeatureCache cache = FeatureCache.open(Path.of(arguments[0]), DIMENSION)) {
            for (int i = first; i < first + count; i++) {
                add(cache, i);
                System.out.println("added " + i);
            }
        }
    }

    static void add(FeatureCache cache, int number) {
        float[] unused = cache.get(hash(number), () -> features(number));
    }

    /** Whether the cache has the right features of a number. */
    static boolean has(FeatureCache cache, int number) {
        float[] missing = new float[DIMENSION];
        float[] found = cache.get(hash(number), () -> missing);
        return Arrays.equals(found, features(number));
    }

    static ImageHash hash(int number) {
        return ImageHash.of(ImageBytes.wrap(
                ByteBuffer.allocate(Integer.BYTES).putInt(number).array()));
    }

    static float[] features(int number) {
        float[] features = new float[DIMENSION];
        for (int i = 0; i < DIMENSION; i++) {
            features[i] = number * 31 + i;
        }
        return features;
    }
}
