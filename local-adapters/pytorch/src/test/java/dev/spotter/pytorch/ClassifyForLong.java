package dev.spotter.pytorch;

import dev.spotter.core.image.ImageBytes;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;

/**
 * A program that classifies the same images over and over, and prints the process's resident memory in KiB three
 * times on the way.
 */
final class ClassifyForLong {
    private static final int CALLS = 200;

    private ClassifyForLong() {}

    public static void main(String[] files) throws IOException {
        List<ImageBytes> images = new ArrayList<>();
        for (String file : files) {
            images.add(ImageBytes.wrap(Files.readAllBytes(Path.of(file))));
        }
        ByteArrayOutputStream large = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(1_632, 1_224, BufferedImage.TYPE_3BYTE_BGR), "jpg", large);
        images.add(ImageBytes.wrap(large.toByteArray()));
        try (DjlClassifier classifier = DjlClassifier.open()) {
            for (int part = 0; part < 3; part++) {
                for (int i = 0; i < CALLS; i++) {
                    classifier.classify(images.get(i % images.size()));
                }
                System.out.println("resident " + residentKib());
            }
        }
    }

    private static long residentKib() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }
}
