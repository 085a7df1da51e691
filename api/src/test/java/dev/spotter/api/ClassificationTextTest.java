package dev.spotter.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spotter.core.classification.Classification;
import dev.spotter.core.classification.DecisionRule;
import dev.spotter.core.classification.Label;
import dev.spotter.core.classification.ModelIdentity;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The words of a classification")
class ClassificationTextTest {
    @Test
    @DisplayName("are none if the best label is sure, or nothing is known about it")
    void none() {
        assertThat(text(DecisionRule.NONE, 0.1)).isEmpty();
        assertThat(text(DecisionRule.unsureBelow(0.5), 0.5)).isEmpty();
    }

    @Test
    @DisplayName("name the best label from half of the threshold on, and several alternatives below")
    void unsure() {
        DecisionRule rule = DecisionRule.unsureBelow(0.5);
        assertThat(text(rule, 0.374, 0.2)).contains("probably label 0 (37 %)");
        assertThat(text(rule, 0.24, 0.23, 0.22, 0.21)).contains("not sure: label 0, label 1 or label 2");
        assertThat(text(rule, 0.2, 0.1)).contains("not sure: label 0 or label 1");
        assertThat(text(rule, 0.2)).contains("not sure: label 0");
    }

    @Test
    @DisplayName("name the independent labels above the threshold, twenty at most, or say that there is none")
    void independent() {
        DecisionRule rule = DecisionRule.independent(0.5);
        assertThat(text(rule, 0.9, 0.5, 0.1)).contains("labels above 50 %: label 0, label 1");
        assertThat(text(rule, 0.4)).contains("nothing I know: no label is above 50 %");
        assertThat(text(DecisionRule.independent(0.9999), 0.4)).contains("nothing I know: no label is above 99.99 %");
        assertThat(text(DecisionRule.independent(0.004), 0.4)).contains("labels above 0.4 %: label 0");
        assertThat(text(DecisionRule.independent(1), 0.4)).contains("nothing I know: no label is above 100 %");
        double[] many = new double[23];
        Arrays.fill(many, 0.9);
        assertThat(text(rule, many)).get().asString().endsWith(" and 3 more");
    }

    private static Optional<String> text(DecisionRule rule, double... scores) {
        List<Label> labels = IntStream.range(0, scores.length)
                .mapToObj(i -> new Label("label " + i, scores[i]))
                .toList();
        return ClassificationText.of(Classification.ranked(labels, new ModelIdentity("m", "1"), Duration.ZERO)
                .withDecision(rule));
    }
}
