package dev.spotter.imaging;

/**
 * Rows of an image of which a codec decoded only a window. Only samples inside the window may be read.
 *
 * @param widthPixels of the image, not of the window
 * @param left the column of the image at which the window begins
 * @param top the row of the image at which the window begins
 */
record WindowRows(int widthPixels, int heightPixels, PixelRows window, int left, int top) implements PixelRows {
    @Override
    public void read(int y, byte[] rgb) {
        read(y, 0, widthPixels, rgb);
    }

    @Override
    public void read(int y, int from, int to, byte[] rgb) {
        window.read(y - top, from - left, to - left, rgb);
    }
}
