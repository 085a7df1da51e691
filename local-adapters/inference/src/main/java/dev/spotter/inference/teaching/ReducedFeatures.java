package dev.spotter.inference.teaching;

/**
 * Fewer features for few rows: coordinates in the space that the rows span, about their mean. The rows' products with
 * each other stay the same, and the best weights lie in that space (the representer theorem), so that the layer for
 * these is the layer for the original ones in other coordinates. They are the rows of a Cholesky factor of the matrix
 * of products. Immutable, thread-safe.
 */
final class ReducedFeatures implements LabelledFeatures {
    /** Pivots below this fraction of the largest product come from rows that depend on others. */
    private static final double INDEPENDENT = 1e-10;

    private static final int TASKS = 32;

    private final LabelledFeatures features;
    private final CentredFeatures centred;
    private final Cholesky factor;
    private final float[][] vectors;

    ReducedFeatures(LabelledFeatures features, Workers workers) {
        this.features = features;
        this.centred = new CentredFeatures(features);
        this.factor = factor(columns(), workers);
        this.vectors = new float[features.rows()][features.rows()];
        for (int j = 0; j < vectors.length; j++) {
            for (int i = j; i < vectors.length; i++) {
                vectors[i][j] = (float) factor.upper()[j][i];
            }
        }
    }

    static ReducedFeatures of(LabelledFeatures features) {
        try (Workers workers = new Workers()) {
            return new ReducedFeatures(features, workers);
        }
    }

    /** Whether there are so few rows that features become fewer. */
    static boolean worthwhile(LabelledFeatures features) {
        return features.rows() < features.dimension();
    }

    private double[][] columns() {
        double[][] columns = new double[features.dimension()][features.rows()];
        float[] row = new float[centred.width()];
        for (int i = 0; i < features.rows(); i++) {
            centred.read(i, 1, row);
            for (int j = 0; j < columns.length; j++) {
                columns[j][i] = row[j];
            }
        }
        return columns;
    }

    private static Cholesky factor(double[][] columns, Workers workers) {
        int rows = columns[0].length;
        double[][] products = new double[rows][rows];
        workers.run(TASKS, task -> {
            double[] factors = new double[columns.length];
            for (int i = task; i < rows; i += TASKS) {
                for (int j = 0; j < factors.length; j++) {
                    factors[j] = columns[j][i];
                }
                Products.add(products[i], i, factors, columns, factors.length);
            }
        });
        double largest = Double.MIN_NORMAL / INDEPENDENT;
        for (int i = 0; i < rows; i++) {
            largest = Math.max(largest, products[i][i]);
        }
        return new Cholesky(products, INDEPENDENT * largest);
    }

    @Override
    public int rows() {
        return features.rows();
    }

    @Override
    public int dimension() {
        return features.rows();
    }

    @Override
    public int classes() {
        return features.classes();
    }

    @Override
    public int classOf(int row) {
        return features.classOf(row);
    }

    @Override
    public void read(int first, int count, float[] into) {
        for (int i = 0; i < count; i++) {
            System.arraycopy(vectors[first + i], 0, into, i * rows(), rows());
        }
    }

    /** A layer for the original features, in these coordinates: the inverse of {@link #expand}. */
    SoftmaxLayer reduce(SoftmaxLayer layer) {
        double[] point = centred.point(layer);
        float[] weights = new float[classes() * rows()];
        float[] bias = new float[classes()];
        float[] row = new float[centred.width()];
        for (int k = 0; k < classes(); k++) {
            int from = k * row.length;
            double[] scores = new double[rows()];
            for (int i = 0; i < scores.length; i++) {
                centred.read(i, 1, row);
                for (int j = 0; j < row.length - 1; j++) {
                    scores[i] += row[j] * point[from + j];
                }
            }
            factor.solveLower(scores, 0);
            for (int i = 0; i < scores.length; i++) {
                weights[k * scores.length + i] = (float) scores[i];
            }
            bias[k] = (float) point[from + row.length - 1];
        }
        return new SoftmaxLayer(weights, bias);
    }

    /** The layer for the original features that gives the same scores. */
    SoftmaxLayer expand(SoftmaxLayer reduced) {
        double[] point = new double[classes() * centred.width()];
        float[] row = new float[centred.width()];
        for (int k = 0; k < classes(); k++) {
            double[] shares = new double[rows()];
            for (int j = 0; j < shares.length; j++) {
                shares[j] = reduced.weight(k, j);
            }
            factor.solveUpper(shares, 0);
            int from = k * row.length;
            for (int i = 0; i < shares.length; i++) {
                centred.read(i, 1, row);
                for (int j = 0; j < row.length - 1; j++) {
                    point[from + j] += shares[i] * row[j];
                }
            }
            point[from + row.length - 1] = reduced.bias(k);
        }
        return centred.layer(point);
    }
}
