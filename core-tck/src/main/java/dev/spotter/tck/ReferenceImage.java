package dev.spotter.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.spotter.core.image.ImageBytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An image with the result that a classifier must give: that of the reference, another implementation of the same
 * model.
 *
 * @param name of its file, within the directory
 * @param scores of the reference's best labels; none where the reference refuses the image
 * @param refusal the code that the image has to be refused with; nothing where it may be refused with any, if the
 *     reference refuses it
 */
public record ReferenceImage(String name, Path file, Map<String, Double> scores, Optional<String> refusal) {
    private static final double TOLERANCE = 0.02;
    /** Its decoders may differ in the last bits of colours. */
    private static final double TOLERANCE_OF_LOSSY_WEBP = 0.03;

    private static final Pattern REFUSAL = Pattern.compile("^refuse: ([a-z-]+)");
    private static final byte[] LOSSLESS_WEBP = {'V', 'P', '8', 'L'};

    public ReferenceImage {
        scores = Map.copyOf(scores);
    }

    /**
     * The images of a directory, in the order of its {@code expected.json}. That has for each file either {@code top5},
     * a list of objects with {@code label} and {@code score}, below a common {@code files}; or {@code reference}, a
     * list of pairs of both, or null with a {@code note} that may say {@code refuse: } and the code of the error.
     */
    public static List<ReferenceImage> in(Path directory) throws IOException {
        JsonObject expected = JsonParser.parseString(Files.readString(directory.resolve("expected.json")))
                .getAsJsonObject();
        JsonObject files = expected.has("files") ? expected.getAsJsonObject("files") : expected;
        List<ReferenceImage> images = new ArrayList<>();
        for (Map.Entry<String, JsonElement> entry : files.entrySet()) {
            JsonObject image = entry.getValue().getAsJsonObject();
            images.add(new ReferenceImage(
                    entry.getKey(), directory.resolve(entry.getKey()), scores(image), refusal(image)));
        }
        return List.copyOf(images);
    }

    private static Map<String, Double> scores(JsonObject image) {
        Map<String, Double> scores = new LinkedHashMap<>();
        if (image.has("top5")) {
            for (JsonElement label : image.getAsJsonArray("top5")) {
                JsonObject named = label.getAsJsonObject();
                scores.put(named.get("label").getAsString(), named.get("score").getAsDouble());
            }
        } else if (!image.get("reference").isJsonNull()) {
            for (JsonElement label : image.getAsJsonArray("reference")) {
                JsonArray pair = label.getAsJsonArray();
                scores.put(pair.get(0).getAsString(), pair.get(1).getAsDouble());
            }
        }
        return scores;
    }

    private static Optional<String> refusal(JsonObject image) {
        Matcher note = REFUSAL.matcher(image.has("note") ? image.get("note").getAsString() : "");
        return note.find() ? Optional.of(note.group(1)) : Optional.empty();
    }

    public ImageBytes bytes() {
        try {
            return ImageBytes.wrap(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How far a score may be from the reference's. */
    public double tolerance() {
        boolean isLossyWebp = name.endsWith(".webp")
                && !bytes().buffer().slice(12, LOSSLESS_WEBP.length).equals(ByteBuffer.wrap(LOSSLESS_WEBP));
        return isLossyWebp ? TOLERANCE_OF_LOSSY_WEBP : TOLERANCE;
    }

    /** Fails a test unless the classifier's result for the image is the expected one. */
    public void check(ImageOutcome outcome) {
        outcome.checkWords();
        if (scores.isEmpty()) {
            refusal.ifPresent(
                    code -> assertThat(outcome.code()).as("%s", outcome).isEqualTo(code));
            return;
        }
        assertThat(outcome.code()).as("%s", outcome).isEmpty();
        scores.forEach((label, score) -> assertThat(outcome.scores().get(label))
                .as("%s of %s", label, name)
                .isNotNull()
                .isCloseTo(score, within(tolerance())));
    }

    @Override
    public String toString() {
        return name;
    }
}
