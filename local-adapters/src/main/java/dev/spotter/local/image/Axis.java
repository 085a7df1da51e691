package dev.spotter.local.image;

/**
 * One side of a picture of which every {@code factor}-th sample was kept, the first one at {@code offset}.
 *
 * @param sizePixels of the whole picture
 */
record Axis(int sizePixels, int factor, int offset) {
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
        return (offset + 0.5) / factor - 0.5;
    }
}
