package dev.spotter.imaging;

/** Converts palette indices, with or without an alpha sample. Indices beyond the palette are black. */
final class PaletteConversion implements RgbConversion {
    private final byte[] palette;
    private final int alphaBand;

    /**
     * A palette.
     *
     * @param palette red, green and blue of 256 colours
     * @param alphaBand where alpha is, counted from the index; 0 for none
     */
    PaletteConversion(byte[] palette, int alphaBand) {
        this.palette = palette;
        this.alphaBand = alphaBand;
    }

    @Override
    public void toRgb(byte[] samples, int at, int stride, byte[] rgb, int pixels) {
        for (int i = 0, out = 0; i < pixels; i++, out += 3) {
            int entry = (samples[at + i * stride] & 0xFF) * 3;
            rgb[out] = palette[entry];
            rgb[out + 1] = palette[entry + 1];
            rgb[out + 2] = palette[entry + 2];
        }
        if (alphaBand > 0) {
            putOverWhite(samples, at + alphaBand, stride, rgb, pixels);
        }
    }

    private static void putOverWhite(byte[] alphas, int at, int stride, byte[] rgb, int pixels) {
        for (int i = 0; i < 3 * pixels; i++) {
            rgb[i] = (byte) ColourSpace.overWhite(rgb[i] & 0xFF, alphas[at + i / 3 * stride] & 0xFF);
        }
    }
}
