package dev.spotter.imaging.webp;

/** The rows of an image, decoded one after the other from the top. Not thread-safe. */
public interface ImageRows {
    int widthPixels();

    int heightPixels();

    /** Whether each pixel has a fourth sample, its alpha. */
    boolean hasAlpha();

    /**
     * Whether alpha is an image of its own, whose decoding takes as long as that of the colours.
     *
     * @implSpec false
     */
    default boolean hasCompressedAlpha() {
        return false;
    }

    /**
     * Decodes the next row.
     *
     * @param samples receives red, green and blue of each pixel, and alpha where there is one, not multiplied by it
     * @throws WebpException if the image is damaged there, or exceeds the limit for code tables; then no more rows
     *     can be read
     */
    void next(byte[] samples) throws WebpException;
}
