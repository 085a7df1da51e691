package dev.spotter.benchmarks;

import java.util.Locale;

/**
 * A bound that a figure is held to.
 *
 * @param atLeast whether the figure must be at least the bound; else at most
 * @param unit written behind numbers: {@code x}, {@code ms}, …
 */
record Goal(String figure, boolean atLeast, double bound, String unit) {
    static Goal atLeast(String figure, double bound, String unit) {
        return new Goal(figure, true, bound, unit);
    }

    static Goal atMost(String figure, double bound, String unit) {
        return new Goal(figure, false, bound, unit);
    }

    /** What is no number is never met. */
    boolean isMetBy(double measured) {
        return atLeast ? measured >= bound : measured <= bound;
    }

    /** A row of {@link #HEADER}'s table. */
    String row(double measured) {
        return String.format(
                Locale.ROOT,
                "| %s | %s %s%s | %s%s | %s |%n",
                figure,
                atLeast ? "at least" : "at most",
                number(bound),
                unit,
                number(measured),
                unit,
                isMetBy(measured) ? "met" : "**missed**");
    }

    static final String HEADER = "| figure | goal | measured | |%n|---|---|---|---|%n".formatted();

    static String number(double value) {
        return String.format(
                Locale.ROOT, Math.abs(value) >= 100 ? "%.0f" : Math.abs(value) >= 10 ? "%.1f" : "%.2f", value);
    }
}
