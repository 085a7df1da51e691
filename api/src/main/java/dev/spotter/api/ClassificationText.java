package dev.spotter.api;

import dev.spotter.core.classification.Classification;
import dev.spotter.core.classification.Label;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How sure a classification is, in words for people. The page says the same in its own. */
public final class ClassificationText {
    /** So many labels are named by an unsure classification. */
    private static final int NAMED_UNSURE = 3;

    private static final int NAMED_ABOVE = 20;

    private ClassificationText() {}

    /**
     * The words that stand before the labels: {@code probably missile (37 %)}, {@code not sure: missile, projectile or
     * cannon}, or which independent labels are above the threshold.
     *
     * @return empty if the best label is sure or nothing is known about it, and the labels are not independent
     */
    public static Optional<String> of(Classification classification) {
        if (classification.decision().independent()) {
            return classification
                    .decision()
                    .unsureBelow()
                    .map(threshold -> above(classification, exactPercent(threshold)));
        }
        return classification.certainty().flatMap(certainty -> switch (certainty) {
            case SURE -> Optional.empty();
            case PROBABLE ->
                Optional.of("probably %s (%s)"
                        .formatted(
                                classification.best().name(),
                                percent(classification.best().score())));
            case UNSURE -> Optional.of("not sure: " + alternatives(classification.top(NAMED_UNSURE)));
        });
    }

    private static String above(Classification classification, String threshold) {
        List<String> names = names(classification.labelsAbove());
        if (names.isEmpty()) {
            return "nothing I know: no label is above " + threshold;
        }
        int named = Math.min(NAMED_ABOVE, names.size());
        String more = named < names.size() ? " and %d more".formatted(names.size() - named) : "";
        return "labels above %s: %s%s".formatted(threshold, String.join(", ", names.subList(0, named)), more);
    }

    private static String alternatives(List<Label> labels) {
        List<String> names = names(labels);
        int last = names.size() - 1;
        return last == 0
                ? names.get(0)
                : "%s or %s".formatted(String.join(", ", names.subList(0, last)), names.get(last));
    }

    private static List<String> names(List<Label> labels) {
        return labels.stream().map(Label::name).toList();
    }

    /** Rounded to a whole number, 0.9999 would be told as 100 %. */
    private static String exactPercent(double threshold) {
        BigDecimal percent = BigDecimal.valueOf(threshold).movePointRight(2);
        return percent.stripTrailingZeros().toPlainString() + " %";
    }

    private static String percent(double score) {
        return String.format(Locale.ROOT, "%.0f %%", score * 100);
    }
}
