package dev.spotter.inference.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/**
 * What the plain timm or torchvision networks answer with {@linkplain PatternWeights pattern weights} to the pattern
 * "input".
 */
public final class OriginalLogits {
    private static final double RELATIVE_TO_LARGEST_LOGIT = 1e-4;

    private OriginalLogits() {}

    /**
     * Asserts that logits are those of the original network, by the first of them, the largest one's place and their
     * norm.
     */
    public static void assertThatTheyAre(float[] logits, String network) throws IOException {
        JsonObject expected = expected(network);
        double largest = 0;
        double squares = 0;
        int best = 0;
        for (int i = 0; i < logits.length; i++) {
            largest = Math.max(largest, Math.abs(logits[i]));
            squares += logits[i] * logits[i];
            best = logits[i] > logits[best] ? i : best;
        }
        assertThatTheyBegin(logits, largest, expected);
        assertThat(best).isEqualTo(expected.get("argmax").getAsInt());
        assertThat(Math.abs(Math.sqrt(squares) / expected.get("norm").getAsDouble() - 1))
                .isLessThanOrEqualTo(RELATIVE_TO_LARGEST_LOGIT);
    }

    /** Asserts that logits begin as those of the original network, which may have more classes or fewer. */
    public static void assertThatTheyBegin(float[] logits, String network) throws IOException {
        double largest = 0;
        for (float logit : logits) {
            largest = Math.max(largest, Math.abs(logit));
        }
        assertThatTheyBegin(logits, largest, expected(network));
    }

    private static void assertThatTheyBegin(float[] logits, double largest, JsonObject expected) {
        double difference = 0;
        int count = Math.min(logits.length, expected.getAsJsonArray("first").size());
        for (int i = 0; i < count; i++) {
            double logit = expected.getAsJsonArray("first").get(i).getAsDouble();
            difference = Math.max(difference, Math.abs(logits[i] - logit));
        }
        assertThat(difference / largest).isLessThanOrEqualTo(RELATIVE_TO_LARGEST_LOGIT);
    }

    private static JsonObject expected(String network) throws IOException {
        try (InputStream in = Objects.requireNonNull(OriginalLogits.class.getResourceAsStream("pattern-logits.json"))) {
            return JsonParser.parseString(new String(in.readAllBytes(), UTF_8))
                    .getAsJsonObject()
                    .getAsJsonObject(network);
        }
    }
}
