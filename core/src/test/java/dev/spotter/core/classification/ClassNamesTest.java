package dev.spotter.core.classification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A model's class names")
class ClassNamesTest {
    @Test
    @DisplayName("become labels by descending score, ties by name, as sorting labels would give")
    void ranked() {
        Random random = new Random(1);
        List<String> names = new ArrayList<>();
        float[] scores = new float[1_000];
        for (int i = 0; i < scores.length; i++) {
            names.add("class " + random.nextInt(900));
            scores[i] = random.nextInt(4) == 0 ? random.nextInt(3) / 2f : random.nextFloat() * random.nextFloat();
        }
        scores[7] = -0f;
        List<Label> expected = new ArrayList<>();
        for (int i = 0; i < scores.length; i++) {
            expected.add(new Label(names.get(i), scores[i]));
        }
        expected.sort(null);

        List<Label> ranked = new ClassNames(names).ranked(scores);

        assertThat(ranked).isEqualTo(expected).hasSameHashCodeAs(expected);
        Classification classification = new Classification(ranked, new ModelIdentity("m", "1"), Duration.ZERO);
        assertThat(classification.labels()).isSameAs(ranked);
        assertThat(classification.best()).isEqualTo(expected.get(0));
        assertThat(classification.top(5)).isEqualTo(expected.subList(0, 5));
        assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(ranked::clear);
        assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> ranked.set(0, expected.get(1)));
    }

    @Test
    @DisplayName("refuse what makes no labels, naming the value")
    void refusals() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ClassNames(List.of()))
                .withMessage("names must not be empty");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ClassNames(List.of("a", " ")))
                .withMessage("name must not be blank");
        ClassNames names = new ClassNames(List.of("a", "b"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> names.ranked(new float[] {1}))
                .withMessage("there must be 2 scores but were 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> names.ranked(new float[] {0, 1.5f}))
                .withMessage("score must be in [0,1] but was 1.5");
        assertThatIllegalArgumentException().isThrownBy(() -> names.ranked(new float[] {0, Float.NaN}));
    }
}
