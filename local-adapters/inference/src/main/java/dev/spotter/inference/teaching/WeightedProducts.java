package dev.spotter.inference.teaching;

/** The sum of weighted rows' products with themselves, x x' times weight. Not thread-safe. */
final class WeightedProducts {
    private static final int ROWS = 128;
    /** Each task has other rows of the sum. */
    private static final int TASKS = 32;

    private final CentredFeatures features;
    private final int width;
    private final Workers workers;
    /** The lower triangle. */
    private final float[][] sum;

    private final float[] row;
    private final float[] block;
    private int waiting;

    WeightedProducts(CentredFeatures features, Workers workers) {
        this.features = features;
        this.width = features.width();
        this.workers = workers;
        this.sum = new float[width][];
        for (int j = 0; j < width; j++) {
            sum[j] = new float[j + 1];
        }
        this.row = new float[width];
        this.block = new float[ROWS * width];
    }

    void add(int number, double weight) {
        features.read(number, 1, row);
        float root = (float) Math.sqrt(weight);
        for (int j = 0; j < width; j++) {
            block[waiting * width + j] = row[j] * root;
        }
        waiting++;
        if (waiting == ROWS) {
            addBlock();
        }
    }

    private void addBlock() {
        workers.run(TASKS, task -> {
            float[] factors = new float[ROWS];
            for (int j = task; j < width; j += TASKS) {
                for (int i = 0; i < waiting; i++) {
                    factors[i] = block[i * width + j];
                }
                Products.add(sum[j], j + 1, factors, 0, block, 0, width, waiting);
            }
        });
        waiting = 0;
    }

    /** The upper triangle of the sum. */
    double[][] sum() {
        addBlock();
        double[][] upper = new double[width][width];
        for (int j = 0; j < width; j++) {
            for (int i = 0; i <= j; i++) {
                upper[i][j] = sum[j][i];
            }
        }
        return upper;
    }
}
