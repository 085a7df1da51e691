package dev.spotter.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spotter.core.classification.Classification;
import dev.spotter.core.classification.Classifier;
import dev.spotter.core.classification.Label;
import dev.spotter.core.error.SpotterException;
import dev.spotter.core.image.ImageBytes;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The labels of an image, or the error with which it was refused; from the library, the command line or a server.
 *
 * @param scores by label; none where it was refused
 * @param code the error's; empty where there are labels
 * @param message the error's; empty where there are labels
 */
public record ImageOutcome(Map<String, Double> scores, String code, String message) {
    public ImageOutcome {
        scores = Map.copyOf(scores);
    }

    public static ImageOutcome labels(Map<String, Double> scores) {
        return new ImageOutcome(scores, "", "");
    }

    public static ImageOutcome error(String code, String message) {
        return new ImageOutcome(Map.of(), code, message);
    }

    /** What a classifier says of an image. */
    public static ImageOutcome of(Classifier classifier, ImageBytes image) {
        try {
            Classification result = classifier.classify(image);
            return labels(result.labels().stream().collect(Collectors.toMap(Label::name, Label::score, Math::max)));
        } catch (SpotterException e) {
            return error(e.code().text(), e.getMessage());
        }
    }

    /** An error is an image's, and in words for people: no class, no index, no null, nothing of a library. */
    void checkWords() {
        if (!code.isEmpty()) {
            assertThat(code).as("%s", this).startsWith("image-");
            assertThat(message)
                    .isNotBlank()
                    .doesNotContainPattern(
                            "\\bnull\\b|[a-z]Exception|\\bjava[.x]|Index \\d|[(= ]-\\d|\\$|@[0-9a-f]{4}");
        }
    }
}
