package dev.spotter.inference.network;

import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A program that classifies images, each with a classifier of its own, and prints the outcomes. The first argument
 * says whether TurboJPEG is used, the others which images are wanted: all where there are none.
 */
final class ClassifyAlone {
    private ClassifyAlone() {}

    public static void main(String[] arguments) throws IOException {
        boolean turboJpeg = Boolean.parseBoolean(arguments[0]);
        List<ManyImages.NamedImage> images = ManyImages.all();
        int[] wanted = arguments.length > 1
                ? IntStream.range(1, arguments.length)
                        .map(i -> Integer.parseInt(arguments[i]))
                        .toArray()
                : IntStream.range(0, images.size()).toArray();
        for (int i : wanted) {
            try (PixelClassifier classifier = new PixelClassifier(1, turboJpeg)) {
                System.out.println("outcome " + classifier.outcome(images.get(i).bytes()));
            }
        }
    }
}
