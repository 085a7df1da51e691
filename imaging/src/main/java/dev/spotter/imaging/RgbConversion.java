package dev.spotter.imaging;

/** Converts the samples of decoded rows to red, green and blue. */
@FunctionalInterface
interface RgbConversion {
    /**
     * Converts a run of pixels.
     *
     * @param samples 8 bits each; may be changed
     * @param at where the first pixel's samples begin
     * @param stride from one pixel to the next
     * @param rgb receives red, green and blue of the first pixel at index 0, over white where it is transparent
     */
    void toRgb(byte[] samples, int at, int stride, byte[] rgb, int pixels);

    /**
     * The conversion for samples of a colour space, without a palette or masks.
     *
     * @param band where each sample of {@code colour} is, counted from a pixel's first
     */
    static RgbConversion of(ColourSpace colour, int... band) {
        return (samples, at, stride, rgb, pixels) -> colour.rowToRgb(samples, at, stride, band, rgb, pixels);
    }
}
