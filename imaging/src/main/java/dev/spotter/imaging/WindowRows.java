package dev.spotter.imaging;

/** An image of which a codec decoded only a window. Only samples inside the window may be read. */
final class WindowRows implements PixelRows {
    private final PixelRows window;
    private final int widthPixels;
    private final int heightPixels;
    private final int left;
    private final int top;

    /**
     * Rows of the whole image.
     *
     * @param widthPixels of the image, not of the window
     * @param left the column of the image at which the window begins
     * @param top the row of the image at which the window begins
     */
    WindowRows(int widthPixels, int heightPixels, PixelRows window, int left, int top) {
        this.window = window;
        this.widthPixels = widthPixels;
        this.heightPixels = heightPixels;
        this.left = left;
        this.top = top;
    }

    @Override
    public int widthPixels() {
        return widthPixels;
    }

    @Override
    public int heightPixels() {
        return heightPixels;
    }

    @Override
    public void read(int y, byte[] rgb) {
        read(y, 0, widthPixels, rgb);
    }

    @Override
    public void read(int y, int from, int to, byte[] rgb) {
        window.read(y - top, from - left, to - left, rgb);
    }
}
