package dev.spotter.imaging;

/**
 * One side of a picture that was reduced.
 *
 * @param sizePixels of the whole picture
 * @param factor every so-manieth sample was kept, the first one at {@code offset}
 * @param averaged whether a kept sample stands for all {@code factor} that begin with the {@code offset}-th, and not
 *     for one of them
 */
record Axis(int sizePixels, int factor, int offset, boolean averaged) {
    Axis(int sizePixels, int factor, int offset) {
        this(sizePixels, factor, offset, false);
    }

    /** Means of groups of {@code factor}, the last one perhaps smaller. */
    static Axis averaged(int sizePixels, int factor) {
        return new Axis(sizePixels, factor, 0, true);
    }

    /** The samples nearest to the middle of each group of {@code factor}. */
    static Axis centred(int sizePixels, int factor) {
        return new Axis(sizePixels, factor, (factor - 1) / 2);
    }

    /** How many samples were kept. */
    int samples() {
        return Math.floorDiv(sizePixels - offset + factor - 1, factor);
    }

    /** The whole side's length, in kept samples; not a whole number where the factor does not divide the size. */
    double length() {
        return (double) sizePixels / factor;
    }

    /** How far, in kept samples, sample {@code k} lies beyond {@code k + 0.5}, where it would lie without an offset. */
    double shift() {
        return averaged ? (double) offset / factor : (offset + 0.5) / factor - 0.5;
    }

    /** The same seen from the side's other end. */
    double shiftFromEnd() {
        return length() - samples() - shift();
    }
}
