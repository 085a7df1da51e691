package dev.spotter.imaging.webp;

/** Replaces palette indices by colours. Indices into a small palette are packed, several to a pixel. */
final class Palette implements RowTransform {
    private static final int MAX_COLOURS = 256;

    private final int width;
    /** Of each index that can occur; transparent black for those that have no colour. */
    private final int[] colours;
    /** A pixel has two to the power of this many indices. */
    private final int packingBits;

    private Palette(int width, int[] colours, int packingBits) {
        this.width = width;
        this.colours = colours;
        this.packingBits = packingBits;
    }

    static Palette read(BitReader in, int width) throws WebpException {
        int size = 1 + in.read(8);
        int[] differences = PixelReader.readAll(in, size, 1);
        int[] colours = new int[MAX_COLOURS];
        for (int i = 0; i < size; i++) {
            colours[i] = Argb.sum(differences[i], i == 0 ? 0 : colours[i - 1]);
        }
        return new Palette(width, colours, size > 16 ? 0 : size > 4 ? 1 : size > 2 ? 2 : 3);
    }

    int packedWidth() {
        return BlockImage.count(width, packingBits);
    }

    @Override
    public void invert(int[] argb, int y) {
        int bits = 8 >> packingBits;
        int mask = (1 << bits) - 1;
        int inPixel = (1 << packingBits) - 1;
        // From the end, where the packed pixels are overwritten last.
        for (int x = width - 1; x >= 0; x--) {
            int packed = argb[x >> packingBits] >> 8 & 0xFF;
            argb[x] = colours[(packed >> ((x & inPixel) * bits)) & mask];
        }
    }
}
