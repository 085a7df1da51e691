package dev.spotter.inference.teaching;

import java.util.Arrays;

/** The loss of some blocks of rows, its gradient and each row's uncertainty. Not thread-safe. */
final class BlockLoss {
    /** Rows whose gradient is added together: they stay in the processor's caches. */
    private static final int GROUP = 16;

    private final CentredFeatures features;
    private final int width;
    private final BlockScores block;
    private final SoftmaxBlock softmax;
    private final float[] factors = new float[GROUP];
    private final float[][] gradient;
    private final double[] gradientSum;
    private double loss;

    BlockLoss(CentredFeatures features) {
        this.features = features;
        this.width = features.width();
        this.block = new BlockScores(features);
        this.softmax = new SoftmaxBlock(block.scores());
        this.gradient = new float[features.classes()][width];
        this.gradientSum = new double[features.classes() * width];
    }

    /** Forgets the blocks so far. */
    void clear() {
        loss = 0;
        Arrays.fill(gradientSum, 0);
    }

    /** The sum of the losses since {@link #clear}. */
    double loss() {
        return loss;
    }

    /** The gradient of that sum: a row for each class. Not to be changed. */
    double[] gradient() {
        return gradientSum;
    }

    /**
     * Adds a block.
     *
     * @param weights a row for each class
     * @param uncertainty of each row; the block's is replaced
     */
    void add(int first, float[][] weights, float[] uncertainty) {
        int count = block.score(first, weights);
        loss += softmax.apply(count, row -> features.classOf(first + row));
        softmax.writeUncertainty(count, uncertainty, first);
        addGradient(count);
    }

    private void addGradient(int count) {
        for (float[] row : gradient) {
            Arrays.fill(row, 0);
        }
        for (int begin = 0; begin < count; begin += GROUP) {
            int rows = Math.min(GROUP, count - begin);
            for (int k = 0; k < gradient.length; k++) {
                System.arraycopy(block.scores()[k], begin, factors, 0, rows);
                Products.add(gradient[k], width, factors, 0, block.block(), begin * width, width, rows);
            }
        }
        for (int k = 0; k < gradient.length; k++) {
            for (int j = 0; j < width; j++) {
                gradientSum[k * width + j] += gradient[k][j];
            }
        }
    }
}
