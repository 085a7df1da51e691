package dev.spotter.inference.teaching;

/**
 * Where a share lies with 95 % confidence.
 *
 * @param low in [0,1]
 * @param high in [0,1], not below {@code low}
 */
public record Interval(double low, double high) {
    /** 95 % of a normal distribution are within this number of standard deviations. */
    private static final double DEVIATIONS = 1.959963984540054;

    /**
     * Wilson's score interval (1927), which holds for few observations and for shares near 0 and 1 too.
     *
     * @param hits of {@code trials}
     * @param trials above 0
     */
    static Interval wilson(int hits, int trials) {
        double share = (double) hits / trials;
        double squares = DEVIATIONS * DEVIATIONS / trials;
        double middle = (share + squares / 2) / (1 + squares);
        double half = Math.sqrt(share * (1 - share) * squares + squares * squares / 4) / (1 + squares);
        return new Interval(Math.max(0, middle - half), Math.min(1, middle + half));
    }
}
