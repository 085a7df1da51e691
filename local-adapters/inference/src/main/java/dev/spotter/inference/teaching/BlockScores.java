package dev.spotter.inference.teaching;

import java.util.Arrays;

/** The classes' scores for a block of rows. Not thread-safe; reused from block to block. */
final class BlockScores {
    /** Rows in a block. */
    static final int ROWS = 256;

    /** Features that are handled together: with a block's rows they stay in the processor's first cache. */
    private static final int PANEL = 16;

    private final CentredFeatures features;
    private final int width;
    private final float[] block;
    private final float[] panel = new float[PANEL * ROWS];
    private final float[][] scores;

    BlockScores(CentredFeatures features) {
        this.features = features;
        this.width = features.width();
        this.block = new float[ROWS * width];
        this.scores = new float[features.classes()][ROWS];
    }

    /** The rows, one after the other. */
    float[] block() {
        return block;
    }

    /** By class and row. */
    float[][] scores() {
        return scores;
    }

    /**
     * Reads the block that begins at a row, and gives its scores.
     *
     * @param weights a row for each class, with the bias
     * @return the number of rows
     */
    int score(int first, float[][] weights) {
        int count = Math.min(ROWS, features.rows() - first);
        features.read(first, count, block);
        for (float[] ofClass : scores) {
            Arrays.fill(ofClass, 0);
        }
        for (int begin = 0; begin < width; begin += PANEL) {
            int panelWidth = Math.min(PANEL, width - begin);
            transpose(count, begin, panelWidth);
            for (int k = 0; k < scores.length; k++) {
                Products.add(scores[k], count, weights[k], begin, panel, 0, ROWS, panelWidth);
            }
        }
        return count;
    }

    private void transpose(int count, int begin, int panelWidth) {
        for (int i = 0; i < count; i++) {
            int from = i * width + begin;
            for (int j = 0; j < panelWidth; j++) {
                panel[j * ROWS + i] = block[from + j];
            }
        }
    }
}
