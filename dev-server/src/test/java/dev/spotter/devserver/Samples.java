package dev.spotter.devserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.spotter.tck.ImageOutcome;
import dev.spotter.tck.ReferenceImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The product's sample images and what is expected of them. */
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

    /** The sample images, with what the reference says of them. */
    public static List<ReferenceImage> images() {
        return images("");
    }

    /** The odd images, likewise. */
    public static List<ReferenceImage> oddImages() {
        return images("cases");
    }

    /**
     * What was said of an image: a classification or a prediction in JSON, or what was answered to a refused upload.
     */
    public static ImageOutcome outcome(JsonNode response) {
        JsonNode error = response.has("error") ? response.get("error") : response;
        if (error.has("code")) {
            String message = error.has("message") ? "message" : "detail";
            return ImageOutcome.error(
                    error.get("code").asText(), error.get(message).asText());
        }
        Map<String, Double> scores = new HashMap<>();
        for (JsonNode label : response.get("labels")) {
            scores.merge(label.get("label").asText(), label.get("score").asDouble(), Math::max);
        }
        return ImageOutcome.labels(scores);
    }

    private static List<ReferenceImage> images(String directory) {
        try {
            return ReferenceImage.in(file(directory));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode expected() {
        try {
            return new ObjectMapper().readTree(file("expected.json").toFile()).get("files");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
