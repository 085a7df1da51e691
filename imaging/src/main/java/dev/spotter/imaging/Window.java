package dev.spotter.imaging;

/**
 * A part of an image, in kept samples.
 *
 * @param right one past its last column
 * @param bottom one past its last row
 */
record Window(int left, int top, int right, int bottom) {
    static Window whole(SampledAxis x, SampledAxis y) {
        return new Window(0, 0, x.samples(), y.samples());
    }
}
