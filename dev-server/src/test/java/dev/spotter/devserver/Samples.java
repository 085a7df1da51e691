package dev.spotter.devserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The product's sample pictures and what is expected of them. */
public final class Samples {
    private static final Path FOLDER = Path.of("..", "samples");

    private Samples() {}

    public static List<String> names() {
        List<String> names = new ArrayList<>();
        expected().fieldNames().forEachRemaining(names::add);
        return names;
    }

    public static Path file(String name) {
        return FOLDER.resolve(name);
    }

    public static byte[] bytes(String name) {
        try {
            return Files.readAllBytes(file(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code width}, {@code height} and {@code top5} of a sample. */
    public static JsonNode expected(String name) {
        return expected().get(name);
    }

    /** How far a score may be from torchvision's: decoders of lossy WebP differ. */
    public static double tolerance(String name) {
        return name.equals("formats/photo.webp") ? 0.05 : 0.02;
    }

    private static JsonNode expected() {
        try {
            return new ObjectMapper().readTree(file("expected.json").toFile()).get("files");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
