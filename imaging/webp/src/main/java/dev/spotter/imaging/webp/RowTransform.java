package dev.spotter.imaging.webp;

/** Undoes one of the transforms by which a lossless image was made easier to code (RFC 9649, 4). */
@FunctionalInterface
interface RowTransform {
    /**
     * Undoes it in place, for one row after the other.
     *
     * @param argb begins with the row; has room for one at the image's full width
     */
    void invert(int[] argb, int y);
}
