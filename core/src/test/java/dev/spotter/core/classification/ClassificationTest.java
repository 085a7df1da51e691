package dev.spotter.core.classification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A classification")
class ClassificationTest {
    private static final ModelIdentity MODEL = new ModelIdentity("net", "1");
    private static final Label CAT = new Label("cat", 0.7);
    private static final Label COW = new Label("cow", 0.1);
    private static final Label DOG = new Label("dog", 0.1);

    @Test
    @DisplayName("ranks labels")
    void ranksLabels() {
        Classification ranked = Classification.ranked(List.of(DOG, CAT, COW), MODEL, Duration.ZERO);
        assertThat(ranked.labels()).containsExactly(CAT, COW, DOG);
        assertThat(ranked.best()).isEqualTo(CAT);
    }

    @Test
    @DisplayName("refuses labels that are not sorted by descending score")
    void refusesLabelsOutOfOrder() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Classification(List.of(DOG, COW), MODEL, Duration.ZERO))
                .withMessageContainingAll(
                        "labels must be by descending score, ties by name", DOG + " comes before " + COW);
    }

    @Test
    @DisplayName("refuses an empty list of labels and a negative duration")
    void refusesNoLabelsAndNegativeTime() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Classification(List.of(), MODEL, Duration.ZERO))
                .withMessage("labels must not be empty");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Classification(List.of(CAT), MODEL, Duration.ofMillis(-1)))
                .withMessage("elapsed must not be negative but was PT-0.001S");
    }

    @Test
    @DisplayName("does not change when the caller's list of labels changes")
    void isNotChangedFromOutside() {
        List<Label> given = new ArrayList<>(List.of(CAT));
        Classification classification = new Classification(given, MODEL, Duration.ZERO);
        given.clear();
        assertThat(classification.labels()).containsExactly(CAT);
        assertThatThrownBy(() -> classification.labels().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> classification.top(1).clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    @DisplayName("has the details that a service gave")
    void hasDetailsWhereAServiceGaveThem() {
        Classification plain = new Classification(List.of(CAT), MODEL, Duration.ZERO);
        Classification detailed = plain.withDetails(Map.of("variant", "blue"));
        assertThat(plain.details()).isEmpty();
        assertThat(detailed.details()).containsExactly(Map.entry("variant", "blue"));
        assertThat(detailed.labels()).isEqualTo(plain.labels());
        assertThatThrownBy(() -> detailed.details().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @ParameterizedTest
    @DisplayName("is confident if the best score reaches the threshold, and probable from half of it on")
    @CsvSource({"0.7,true,SURE", "0.71,false,PROBABLE", "1,false,PROBABLE", "0,true,SURE"})
    void confident(double threshold, boolean confident, Certainty certainty) {
        Classification result = new Classification(List.of(CAT, COW), MODEL, Duration.ZERO)
                .withDecision(DecisionRule.unsureBelow(threshold));
        assertThat(result.confident()).contains(confident);
        assertThat(result.certainty()).contains(certainty);
    }

    @Test
    @DisplayName("below half of the threshold is unsure")
    void unsure() {
        Classification result = new Classification(List.of(COW, DOG), MODEL, Duration.ZERO)
                .withDecision(DecisionRule.unsureBelow(0.21));
        assertThat(result.certainty()).contains(Certainty.UNSURE);
        assertThat(result.confident()).contains(false);
    }

    @Test
    @DisplayName("is neither confident nor unsure if its model has no threshold")
    void withoutThreshold() {
        Classification result = new Classification(List.of(CAT), MODEL, Duration.ZERO);
        assertThat(result.confident()).isEmpty();
        assertThat(result.certainty()).isEmpty();
        assertThat(result.labelsAbove()).isEmpty();
    }

    @Test
    @DisplayName("of independent labels names each that reaches the threshold, and is unsure if none does")
    void independentLabels() {
        Label sofa = new Label("sofa", 0.9);
        Classification result = new Classification(List.of(sofa, CAT, COW), MODEL, Duration.ZERO);
        Classification some = result.withDecision(DecisionRule.independent(0.7));
        assertThat(some.labelsAbove()).containsExactly(sofa, CAT);
        assertThat(some.confident()).contains(true);
        Classification none = result.withDecision(DecisionRule.independent(0.95));
        assertThat(none.labelsAbove()).isEmpty();
        assertThat(none.certainty()).contains(Certainty.UNSURE);
        assertThat(new DecisionRule(true, Optional.empty())).isEqualTo(DecisionRule.independent(0.5));
    }

    @ParameterizedTest
    @DisplayName("refuses a threshold that is no score")
    @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
    void thresholdOutOfRange(double threshold) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DecisionRule.unsureBelow(threshold))
                .withMessage("unsureBelow must be in [0,1] but was " + threshold);
    }

    @Test
    @DisplayName("gives the best labels, or all if fewer exist")
    void givesTheBestFewOrAll() {
        Classification classification = new Classification(List.of(CAT, COW, DOG), MODEL, Duration.ZERO);
        assertThat(classification.top(1)).containsExactly(CAT);
        assertThat(classification.top(1000)).containsExactly(CAT, COW, DOG);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> classification.top(0))
                .withMessage("count must be at least 1 but was 0");
    }

    @ParameterizedTest
    @DisplayName("names its model and the model's version")
    @CsvSource({"'',1", "net,' '"})
    void aModelHasANameAndAVersion(String name, String version) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ModelIdentity(name, version))
                .withMessageContaining("must not be blank but were \"%s\" and \"%s\"".formatted(name, version));
    }
}
