package dev.spotter.imaging;

/** The rows of a decoded image, independent of the codec's layout. Safe to read from several threads. */
interface PixelRows {
    int widthPixels();

    int heightPixels();

    /** These rows, or a copy of rows that lie in memory outside the heap. */
    default PixelRows onHeap() {
        return this;
    }

    /**
     * Reads a row.
     *
     * @param y from 0, the top
     * @param rgb receives red, green and blue of each pixel, over white where the image is transparent; at least
     *     three bytes a pixel
     */
    void read(int y, byte[] rgb);

    /**
     * Reads a part of a row.
     *
     * @implSpec reads the whole row and moves the part.
     * @param from the first sample that is wanted; goes to index 0
     * @param to one past the last
     * @param rgb as for a whole row, with room for one
     */
    default void read(int y, int from, int to, byte[] rgb) {
        read(y, rgb);
        System.arraycopy(rgb, from * 3, rgb, 0, (to - from) * 3);
    }
}
