package dev.spotter.inference.teaching;

/** What a layer predicts for rows. Immutable. */
final class LayerPredictions {
    private final CentredFeatures rows;
    private final float[][] weights;

    LayerPredictions(CentredFeatures rows, double[] point) {
        this.rows = rows;
        this.weights = new float[rows.classes()][rows.width()];
        for (int k = 0; k < weights.length; k++) {
            for (int j = 0; j < weights[k].length; j++) {
                weights[k][j] = (float) point[k * rows.width() + j];
            }
        }
    }

    /** The most probable classes of each row. */
    TwoBest[] best(Workers workers) {
        TwoBest[] best = new TwoBest[rows.rows()];
        workers.run((best.length - 1) / BlockScores.ROWS + 1, part -> {
            BlockScores block = new BlockScores(rows);
            int first = part * BlockScores.ROWS;
            int count = block.score(first, weights);
            for (int i = 0; i < count; i++) {
                best[first + i] = TwoBest.of(block.scores(), i);
            }
        });
        return best;
    }
}
