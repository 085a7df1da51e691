package dev.spotter.local.image;

/** Samples that are indices into a palette, perhaps with a sample of alpha. Indices beyond the palette are black. */
final class PaletteColours implements PixelColours {
    private static final int OPAQUE = 255;

    private final byte[] palette;
    private final int alphaBand;

    /**
     * A palette.
     *
     * @param palette red, green and blue of 256 colours
     * @param alphaBand where alpha is, counted from the index; 0 for none
     */
    PaletteColours(byte[] palette, int alphaBand) {
        this.palette = palette;
        this.alphaBand = alphaBand;
    }

    @Override
    public void toRgb(byte[] samples, int at, int stride, byte[] rgb, int pixels) {
        for (int i = 0; i < pixels; i++) {
            int pixel = at + i * stride;
            int entry = (samples[pixel] & 0xFF) * 3;
            int alpha = alphaBand == 0 ? OPAQUE : samples[pixel + alphaBand] & 0xFF;
            for (int channel = 0; channel < 3; channel++) {
                rgb[i * 3 + channel] = (byte) Colour.overWhite(palette[entry + channel] & 0xFF, alpha);
            }
        }
    }
}
