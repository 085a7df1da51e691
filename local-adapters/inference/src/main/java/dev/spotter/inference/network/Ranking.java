package dev.spotter.inference.network;

import dev.spotter.core.classification.ClassNames;
import dev.spotter.core.classification.Label;
import dev.spotter.core.error.ClassificationException;
import java.util.List;

/** From a network's output to labels with scores. Thread-safe. */
final class Ranking {
    /** How far the sum of probabilities may be from 1 for rounding. */
    private static final double TOLERANCE = 1e-2;

    private final ClassNames names;
    private final Activation activation;

    /**
     * @param names the class names, in class order
     * @param activation how scores are made of the outputs
     */
    Ranking(List<String> names, Activation activation) {
        this.names = new ClassNames(names);
        this.activation = activation;
    }

    /**
     * The labels of these outputs, in order.
     *
     * @param outputs one for each class; not kept
     * @throws ClassificationException if there are not as many outputs as names, or they make no probabilities; final
     */
    List<Label> labels(float[] outputs) {
        if (outputs.length != names.size()) {
            throw ClassificationException.permanentFailure(
                    "the model gave %d scores for its %d labels".formatted(outputs.length, names.size()), null);
        }
        return names.ranked(
                switch (activation) {
                    case SOFTMAX -> softmax(outputs);
                    case SIGMOID -> sigmoid(outputs);
                    case NONE -> probabilities(outputs);
                });
    }

    /** exp(x_i - max) / sum: the shift changes nothing but keeps exp from overflowing. */
    private static float[] softmax(float[] logits) {
        float max = Float.NEGATIVE_INFINITY;
        for (float logit : logits) {
            max = Math.max(max, logit);
        }
        float[] scores = new float[logits.length];
        double sum = 0;
        for (int i = 0; i < logits.length; i++) {
            double power = Math.exp((double) logits[i] - max);
            scores[i] = (float) power;
            sum += power;
        }
        requireNumber(sum);
        for (int i = 0; i < scores.length; i++) {
            scores[i] = (float) Math.min(1, scores[i] / sum);
        }
        return scores;
    }

    /** 1 / (1 + exp(-x)): an exp that overflows gives 0, as it should. */
    private static float[] sigmoid(float[] logits) {
        float[] scores = new float[logits.length];
        for (int i = 0; i < logits.length; i++) {
            requireNumber(logits[i]);
            scores[i] = (float) (1 / (1 + Math.exp(-(double) logits[i])));
        }
        return scores;
    }

    private static float[] probabilities(float[] outputs) {
        float[] scores = new float[outputs.length];
        double sum = 0;
        for (int i = 0; i < outputs.length; i++) {
            requireProbability(outputs[i]);
            scores[i] = Math.min(1, outputs[i]);
            sum += outputs[i];
        }
        requireNumber(sum);
        return scores;
    }

    private static void requireProbability(double score) {
        if (!(score >= 0 && score <= 1 + TOLERANCE)) {
            throw ClassificationException.permanentFailure(
                    ("the model gave %s, which is no probability; a model that gives logits needs applySoftmax=true, "
                                    + "or activation=sigmoid if its labels are independent")
                            .formatted(score),
                    null);
        }
    }

    private static void requireNumber(double sum) {
        if (!Double.isFinite(sum)) {
            throw ClassificationException.permanentFailure("the model gave scores that are no numbers", null);
        }
    }
}
