package dev.spotter.local.djl;

import dev.spotter.core.classification.Label;
import dev.spotter.core.error.ClassificationException;
import java.util.ArrayList;
import java.util.List;

/** From what a network answers to labels with scores. */
final class Ranking {
    /** How far the sum of probabilities may be from 1 for rounding. */
    private static final double TOLERANCE = 1e-2;

    private Ranking() {}

    /**
     * The labels of these answers, in no order.
     *
     * @param names the class names, in class order
     * @param answers one for each class: logits where softmax is to be applied, else probabilities
     * @throws ClassificationException if there are not as many answers as names, or they make no probabilities; final
     */
    static List<Label> labels(List<String> names, float[] answers, boolean softmax) {
        if (answers.length != names.size()) {
            throw ClassificationException.lasting(
                    "the model gave %d scores for its %d labels".formatted(answers.length, names.size()), null);
        }
        double[] scores = softmax ? softmax(answers) : probabilities(answers);
        List<Label> labels = new ArrayList<>(scores.length);
        for (int i = 0; i < scores.length; i++) {
            labels.add(new Label(names.get(i), Math.min(1, scores[i])));
        }
        return labels;
    }

    /** exp(x_i - max) / sum: the shift changes nothing but keeps exp from overflowing. */
    private static double[] softmax(float[] logits) {
        double max = Double.NEGATIVE_INFINITY;
        for (float logit : logits) {
            max = Math.max(max, logit);
        }
        double[] scores = new double[logits.length];
        double sum = 0;
        for (int i = 0; i < logits.length; i++) {
            scores[i] = Math.exp(logits[i] - max);
            sum += scores[i];
        }
        requireNumber(sum);
        for (int i = 0; i < scores.length; i++) {
            scores[i] /= sum;
        }
        return scores;
    }

    private static double[] probabilities(float[] answers) {
        double[] scores = new double[answers.length];
        double sum = 0;
        for (int i = 0; i < answers.length; i++) {
            scores[i] = answers[i];
            sum += answers[i];
            requireProbability(scores[i]);
        }
        requireNumber(sum);
        return scores;
    }

    private static void requireProbability(double score) {
        if (!(score >= 0 && score <= 1 + TOLERANCE)) {
            throw ClassificationException.lasting(
                    "the model gave %s, which is no probability; a model that gives logits needs applySoftmax=true"
                            .formatted(score),
                    null);
        }
    }

    private static void requireNumber(double sum) {
        if (!Double.isFinite(sum)) {
            throw ClassificationException.lasting("the model gave scores that are no numbers", null);
        }
    }
}
