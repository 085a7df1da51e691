package dev.spotter.inference.teaching;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What multinomial logistic regression minimises: the mean loss of the rows, -log of the probability of their own
 * class, plus half the penalty times the sum of the squared weights. Biases are not penalised. The rows are divided
 * into parts whose number does not depend on the machine, and the parts are added in order: the same rows give the same
 * values everywhere. Not thread-safe.
 */
final class SoftmaxLoss implements Lbfgs.Objective {
    private static final int MAX_PARTS = 8;
    private static final int MAX_COST = 1_000;
    /** Each part has a gradient of its own: all parts together have no more values, unless one has. */
    private static final int MAX_GRADIENT_VALUES = 26_000_000;

    private final CentredFeatures features;
    private final double penalty;
    private final Workers workers;
    private final List<BlockLoss> parts = new ArrayList<>();
    private final float[][] weights;
    private final float[] uncertainty;

    SoftmaxLoss(CentredFeatures features, double penalty, Workers workers) {
        this.features = features;
        this.penalty = penalty;
        this.workers = workers;
        this.weights = new float[features.classes()][features.width()];
        this.uncertainty = new float[features.rows()];
        int blocks = (features.rows() - 1) / BlockScores.ROWS + 1;
        for (int part = 0; part < Math.min(maxParts(features), blocks); part++) {
            parts.add(new BlockLoss(features));
        }
    }

    private static int maxParts(CentredFeatures features) {
        long values = (long) features.classes() * features.width();
        return (int) Math.max(1, Math.min(MAX_PARTS, MAX_GRADIENT_VALUES / values));
    }

    @Override
    public double at(double[] point, double[] gradient) {
        int width = features.width();
        double squares = 0;
        for (int k = 0; k < weights.length; k++) {
            for (int j = 0; j < width; j++) {
                weights[k][j] = (float) point[k * width + j];
            }
            squares += Products.dot(point, point, 0, k * width, k * width + width - 1);
        }
        workers.run(parts.size(), this::evaluate);
        return sum(point, gradient) + penalty / 2 * squares;
    }

    private void evaluate(int part) {
        BlockLoss loss = parts.get(part);
        loss.clear();
        long stride = (long) parts.size() * BlockScores.ROWS;
        for (long row = (long) part * BlockScores.ROWS; row < features.rows(); row += stride) {
            loss.add((int) row, weights, uncertainty);
        }
    }

    private double sum(double[] point, double[] gradient) {
        double loss = 0;
        Arrays.fill(gradient, 0);
        for (BlockLoss part : parts) {
            loss += part.loss();
            double[] of = part.gradient();
            for (int i = 0; i < gradient.length; i++) {
                gradient[i] += of[i];
            }
        }
        int bias = features.width() - 1;
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] = gradient[i] / features.rows() + penalty * point[i];
        }
        for (int i = bias; i < gradient.length; i += features.width()) {
            gradient[i] -= penalty * point[i];
        }
        return loss / features.rows();
    }

    @Override
    public int curvatureCost() {
        double evaluation = 2.0 * features.rows() * features.width() * features.classes();
        return (int) Math.min(MAX_COST, MeanCurvature.products(features) / evaluation);
    }

    @Override
    public MeanCurvature curvature() {
        return new MeanCurvature(features, uncertainty, penalty, workers);
    }
}
