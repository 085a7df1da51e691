package dev.spotter.inference.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/**
 * What the last layer of the original networks takes: from the pattern "input" with {@linkplain PatternWeights pattern
 * weights}, and from a sample with the weights that come with Spotter. Written by {@code export_features.py} of the
 * module {@code models}, in NumPy, of which no engine is a part.
 */
public final class OriginalFeatures {
    private static final double RELATIVE_TO_LENGTH = 1e-4;

    private OriginalFeatures() {}

    /** Asserts that features are those of a network or of a sample, by the first of them and their length. */
    public static void assertThatTheyAre(float[] features, String networkOrSample) throws IOException {
        JsonObject expected = expected(networkOrSample);
        double length = expected.get("length").getAsDouble();
        double squares = 0;
        for (float feature : features) {
            squares += (double) feature * feature;
        }
        double difference = 0;
        for (int i = 0; i < expected.getAsJsonArray("first").size(); i++) {
            double feature = expected.getAsJsonArray("first").get(i).getAsDouble();
            difference = Math.max(difference, Math.abs(features[i] - feature));
        }
        assertThat(features).hasSize(expected.get("dimension").getAsInt());
        assertThat(difference / length).isLessThanOrEqualTo(RELATIVE_TO_LENGTH);
        assertThat(Math.abs(Math.sqrt(squares) / length - 1)).isLessThanOrEqualTo(RELATIVE_TO_LENGTH);
    }

    private static JsonObject expected(String networkOrSample) throws IOException {
        try (InputStream in = Objects.requireNonNull(OriginalFeatures.class.getResourceAsStream("features.json"))) {
            return JsonParser.parseString(new String(in.readAllBytes(), UTF_8))
                    .getAsJsonObject()
                    .getAsJsonObject(networkOrSample);
        }
    }
}
