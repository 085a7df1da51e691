package dev.spotter.inference.model;

import dev.spotter.core.classification.DecisionRule;
import dev.spotter.inference.network.Activation;
import java.util.Optional;
import java.util.Properties;

/** The keys of a model directory that say what its scores mean: DJL's {@code applySoftmax}, and Spotter's own. */
final class ScoreProperties {
    /** The score below which the best label is unsure. */
    static final String UNSURE_BELOW = "unsureBelow";

    private static final String SOFTMAX = "applySoftmax";
    /** Stock DJL applies no other activation than softmax. */
    private static final String ACTIVATION = "activation";
    /** For networks that apply sigmoid themselves, which stock DJL loads. */
    private static final String INDEPENDENT = "independentLabels";

    private ScoreProperties() {}

    /** @throws IllegalArgumentException if the keys contradict each other or have unknown values */
    static Activation activation(Properties p) {
        boolean softmax = Boolean.parseBoolean(value(p, SOFTMAX).orElse("false"));
        Optional<String> activation = value(p, ACTIVATION);
        if (activation.isEmpty()) {
            return softmax ? Activation.SOFTMAX : Activation.NONE;
        }
        if (!activation.get().equals("sigmoid")) {
            throw new IllegalArgumentException("%s=%s is not supported, only %s=sigmoid; softmax is %s=true"
                    .formatted(ACTIVATION, activation.get(), ACTIVATION, SOFTMAX));
        }
        if (softmax) {
            throw new IllegalArgumentException(
                    "%s=sigmoid and %s=true exclude each other".formatted(ACTIVATION, SOFTMAX));
        }
        return Activation.SIGMOID;
    }

    /** @throws IllegalArgumentException if the keys contradict each other or have unknown values */
    static DecisionRule decision(Properties p) {
        Activation activation = activation(p);
        boolean independent = value(p, INDEPENDENT).map(ScoreProperties::flag).orElse(activation == Activation.SIGMOID);
        if (independent && activation == Activation.SOFTMAX) {
            throw new IllegalArgumentException(
                    "%s=true and %s=true exclude each other: softmax makes scores that depend on each other"
                            .formatted(INDEPENDENT, SOFTMAX));
        }
        if (!independent && activation == Activation.SIGMOID) {
            throw new IllegalArgumentException(
                    "%s=false and %s=sigmoid exclude each other".formatted(INDEPENDENT, ACTIVATION));
        }
        return new DecisionRule(independent, value(p, UNSURE_BELOW).map(ScoreProperties::threshold));
    }

    /**
     * The value of {@link #UNSURE_BELOW}.
     *
     * @throws IllegalArgumentException if it is no number
     */
    static double threshold(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "%s must be a number from 0 to 1 but is %s".formatted(UNSURE_BELOW, text), e);
        }
    }

    /** The line that {@link #decision} reads. */
    static String line(double threshold) {
        return "%s=%s\n".formatted(UNSURE_BELOW, threshold);
    }

    private static boolean flag(String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw new IllegalArgumentException("%s must be true or false but is %s".formatted(INDEPENDENT, text));
        }
        return text.equals("true");
    }

    private static Optional<String> value(Properties p, String key) {
        return Optional.ofNullable(p.getProperty(key)).map(String::strip).filter(text -> !text.isEmpty());
    }
}
