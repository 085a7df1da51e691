package dev.spotter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** The scores of an outcome by label, which are the same in every way that Spotter runs. */
final class Scores {
    private static final double TOLERANCE = 1e-4;

    private Scores() {}

    static Map<String, Double> of(JsonNode outcome) {
        Map<String, Double> scores = new LinkedHashMap<>();
        outcome.get("labels")
                .forEach(label -> scores.putIfAbsent(
                        label.get("label").asText(), label.get("score").asDouble()));
        return scores;
    }

    static void assertSame(Map<String, Double> scores, Map<String, Double> expected) {
        assertThat(scores.keySet()).isEqualTo(expected.keySet());
        scores.forEach((label, score) -> assertThat(score).as(label).isCloseTo(expected.get(label), within(TOLERANCE)));
    }
}
