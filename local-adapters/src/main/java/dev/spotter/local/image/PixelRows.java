package dev.spotter.local.image;

/** A decoded picture as its rows, whatever form the codec left it in. Safe to read from several threads. */
interface PixelRows {
    int widthPixels();

    int heightPixels();

    /**
     * Reads a row.
     *
     * @param y from 0, the top
     * @param rgb receives red, green and blue of each pixel, over white where the picture is transparent; at least three bytes a pixel
     */
    void read(int y, byte[] rgb);
}
