package dev.spotter.imaging;

/**
 * One side of an image, and which of its samples were kept when it was reduced.
 *
 * @param sizePixels of the whole image
 * @param factor one sample in so many was kept, the first one at {@code offset}
 * @param averaged whether a kept sample is the mean of a group of {@code factor}, instead of one sample of the group
 */
record SampledAxis(int sizePixels, int factor, int offset, boolean averaged) {
    SampledAxis(int sizePixels, int factor, int offset) {
        this(sizePixels, factor, offset, false);
    }

    /** Means of groups of {@code factor}, the last one perhaps smaller. */
    static SampledAxis averaged(int sizePixels, int factor) {
        return new SampledAxis(sizePixels, factor, 0, true);
    }

    /** The samples nearest to the middle of each group of {@code factor}. */
    static SampledAxis centred(int sizePixels, int factor) {
        return new SampledAxis(sizePixels, factor, (factor - 1) / 2);
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

    /** As {@link #shift}, from the side's other end. */
    double shiftFromEnd() {
        return length() - samples() - shift();
    }
}
