package dev.spotter.inference.teaching;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/**
 * Softmax of the scores of some rows. What a sure row lacks to probability 1 is added from the other classes' shares,
 * and not subtracted from 1, where float32 has no digits for it. {@link StrictMath} gives the same powers on every
 * machine. Not thread-safe.
 */
final class SoftmaxBlock {
    private final float[][] scores;
    private final float[] largest;
    private final float[] own;
    private final double[] others;

    /** @param scores by class and row; changed in place */
    SoftmaxBlock(float[][] scores) {
        this.scores = scores;
        int rows = scores[0].length;
        this.largest = new float[rows];
        this.own = new float[rows];
        this.others = new double[rows];
    }

    /**
     * Replaces scores by the derivatives of the loss by them: the probabilities, less 1 for each row's own class.
     *
     * @param count the number of rows
     * @param classOf the class of each row
     * @return the sum of the rows' losses, -log of their own class's probability
     */
    double apply(int count, IntUnaryOperator classOf) {
        subtractLargest(count);
        double loss = 0;
        for (int i = 0; i < count; i++) {
            loss -= scores[classOf.applyAsInt(i)][i];
        }
        exponentiate(count, classOf);
        for (float[] ofClass : scores) {
            for (int i = 0; i < count; i++) {
                ofClass[i] /= (float) (others[i] + own[i]);
            }
        }
        for (int i = 0; i < count; i++) {
            double sum = others[i] + own[i];
            scores[classOf.applyAsInt(i)][i] = (float) (-others[i] / sum);
            loss += own[i] == 1 ? StrictMath.log1p(others[i]) : StrictMath.log(sum);
        }
        return loss;
    }

    private void subtractLargest(int count) {
        Arrays.fill(largest, Float.NEGATIVE_INFINITY);
        for (float[] ofClass : scores) {
            for (int i = 0; i < count; i++) {
                largest[i] = Math.max(largest[i], ofClass[i]);
            }
        }
        for (float[] ofClass : scores) {
            for (int i = 0; i < count; i++) {
                ofClass[i] -= largest[i];
            }
        }
    }

    /** Replaces scores by powers, but those of the rows' own classes by 0; adds the other classes'. */
    private void exponentiate(int count, IntUnaryOperator classOf) {
        for (float[] ofClass : scores) {
            for (int i = 0; i < count; i++) {
                ofClass[i] = (float) StrictMath.exp(ofClass[i]);
            }
        }
        for (int i = 0; i < count; i++) {
            float[] ofClass = scores[classOf.applyAsInt(i)];
            own[i] = ofClass[i];
            ofClass[i] = 0;
        }
        Arrays.fill(others, 0);
        for (float[] ofClass : scores) {
            for (int i = 0; i < count; i++) {
                others[i] += ofClass[i];
            }
        }
    }

    /** Writes how unsure each row is: the sum of p(1-p) over the classes' probabilities, 0 if one has all. */
    void writeUncertainty(int count, float[] uncertainty, int first) {
        Arrays.fill(uncertainty, first, first + count, 0);
        for (float[] ofClass : scores) {
            for (int i = 0; i < count; i++) {
                float p = Math.abs(ofClass[i]);
                uncertainty[first + i] += p * (1 - p);
            }
        }
    }
}
