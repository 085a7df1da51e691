package dev.spotter.inference.teaching;

/**
 * A sample of rows, more often of those with a large share of a total: systematic sampling with probability
 * proportional to size (Madow 1949), which needs no random numbers. Sums over the sample, each row by its weight,
 * estimate sums over all rows, each by its share. Few rows are taken all.
 */
final class RowSample {
    private final float[] shares;
    private final boolean all;
    private final double step;

    /** @param size rows in the sample, at most */
    RowSample(float[] shares, int size) {
        this.shares = shares;
        this.all = shares.length <= size;
        double total = 0;
        for (float share : shares) {
            total += share;
        }
        this.step = Math.max(total, Double.MIN_NORMAL) / size;
    }

    /** Gives each row of the sample with its weight, in order. */
    void forEach(Visitor visitor) {
        double passed = 0;
        for (int row = 0; row < shares.length; row++) {
            double next = passed + shares[row];
            double weight = all ? shares[row] : step * (Math.floor(next / step) - Math.floor(passed / step));
            if (weight > 0) {
                visitor.visit(row, weight);
            }
            passed = next;
        }
    }

    /** Takes a row. */
    interface Visitor {
        void visit(int row, double weight);
    }
}
