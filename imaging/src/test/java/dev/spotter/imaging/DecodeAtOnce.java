package dev.spotter.imaging;

import dev.spotter.core.image.ImageBytes;
import dev.spotter.core.image.ImageLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A program that decodes each file twice, two at a time, and fails if one cannot be decoded. */
final class DecodeAtOnce {
    private DecodeAtOnce() {}

    public static void main(String[] files) throws IOException, InterruptedException, ExecutionException {
        ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT);
        ExecutorService two = Executors.newFixedThreadPool(2);
        List<Future<float[]>> crops = new ArrayList<>();
        for (String file : files) {
            ImageBytes bytes = ImageBytes.wrap(Files.readAllBytes(Path.of(file)));
            for (int i = 0; i < 2; i++) {
                crops.add(two.submit(() -> Samples.crop(decoder.decode(bytes), Interpolation.BILINEAR)));
            }
        }
        try {
            for (Future<float[]> crop : crops) {
                crop.get();
            }
        } finally {
            two.shutdown();
        }
    }
}
