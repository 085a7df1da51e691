package dev.spotter.inference.network;

import dev.spotter.core.image.ImageBytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Sound, odd and damaged images, the same in every run: all samples, all odd cases, and mutants of both. */
final class ManyImages {
    private static final Path FOLDER = Path.of("..", "..", "samples");
    private static final int MUTANTS = 520;
    private static final long SEED = 20_261_127;

    private ManyImages() {}

    /** @param name its file, and the mutant's number */
    record NamedImage(String name, ImageBytes bytes) {}

    static List<NamedImage> all() throws IOException {
        List<NamedImage> images = new ArrayList<>();
        List<byte[]> originals = new ArrayList<>();
        for (Path file : files()) {
            originals.add(Files.readAllBytes(file));
            String name = FOLDER.relativize(file).toString().replace('\\', '/');
            images.add(new NamedImage(name, ImageBytes.copyOf(originals.get(originals.size() - 1))));
        }
        Mutation mutation = new Mutation(originals, new Random(SEED));
        for (int i = 0; i < MUTANTS; i++) {
            int original = i % originals.size();
            String name = images.get(original).name() + " mutant " + i;
            images.add(new NamedImage(name, ImageBytes.wrap(mutation.mutant(originals.get(original)))));
        }
        return images;
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            return files.filter(file -> file.getFileName().toString().matches(".*\\.(png|jpg|gif|bmp|webp|tiff?)"))
                    .sorted()
                    .toList();
        }
    }
}
