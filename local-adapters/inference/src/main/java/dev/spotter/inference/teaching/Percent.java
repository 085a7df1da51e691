package dev.spotter.inference.teaching;

import java.util.Locale;

/** A part of a whole in percent, as text. */
public final class Percent {
    private Percent() {}

    /**
     * A part, rounded; but 100 only if it is all, so that one mistake in a thousand is not hidden.
     *
     * @param part in [0,1]
     * @param digits after the point
     */
    public static String text(double part, int digits) {
        double unit = Math.pow(10, digits);
        double largest = part < 1 ? 100 - 1 / unit : 100;
        return String.format(Locale.ROOT, "%." + digits + "f %%", Math.min(part * 100, largest));
    }
}
