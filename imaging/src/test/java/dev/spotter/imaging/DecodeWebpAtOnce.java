package dev.spotter.imaging;

import dev.spotter.core.error.SpotterException;
import dev.spotter.core.image.ImageBytes;
import dev.spotter.core.image.ImageLimits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Decodes each of the given WebP files many times, by 8 threads; fails on any error that does not tell what is wrong
 * with the image.
 */
final class DecodeWebpAtOnce {
    private static final int THREADS = 8;
    private static final int TIMES = 27;

    private DecodeWebpAtOnce() {}

    public static void main(String[] files) throws Exception {
        ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT);
        List<Callable<String>> tasks = new ArrayList<>();
        for (int i = 0; i < TIMES; i++) {
            for (String file : files) {
                tasks.add(() -> decode(decoder, Path.of(file)));
            }
        }
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            for (Future<String> outcome : threads.invokeAll(tasks)) {
                if (outcome.get().contains("memory")) {
                    throw new IllegalStateException(outcome.get());
                }
            }
        } finally {
            threads.shutdown();
        }
    }

    private static String decode(ImageDecoder decoder, Path file) throws Exception {
        try {
            decoder.decode(ImageBytes.wrap(Files.readAllBytes(file)));
            return "decoded";
        } catch (SpotterException e) {
            return e.getMessage();
        }
    }
}
