package dev.spotter.imaging.webp;

/** A small image with one pixel for each square of another image. */
final class BlockImage {
    private final int bits;
    private final int width;
    private final int[] argb;

    private BlockImage(int bits, int width, int[] argb) {
        this.bits = bits;
        this.width = width;
        this.argb = argb;
    }

    /** @param width of the image that is divided into squares */
    static BlockImage read(BitReader in, int width, int height) throws WebpException {
        int bits = 2 + in.read(3);
        int columns = count(width, bits);
        return new BlockImage(bits, columns, PixelReader.readAll(in, columns, count(height, bits)));
    }

    /** The squares' side is this power of two. */
    int bits() {
        return bits;
    }

    /** How many squares there are in a row. */
    int width() {
        return width;
    }

    int[] argb() {
        return argb;
    }

    /** The number of squares, or groups, that cover a number of pixels. */
    static int count(int pixels, int bits) {
        return (pixels + (1 << bits) - 1) >> bits;
    }
}
