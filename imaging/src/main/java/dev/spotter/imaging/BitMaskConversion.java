package dev.spotter.imaging;

/**
 * Reads pixels of two to four bytes, the lowest byte first, in which bit masks mark red, green, blue and alpha. A
 * colour without a mask is 0; without an alpha mask, pixels are opaque.
 */
final class BitMaskConversion implements RgbConversion {
    private static final int OPAQUE = 255;

    private final int pixelBytes;
    private final Channel[] channels;
    private final Channel alpha;

    private record Channel(int mask, int shift, long max) {
        static Channel of(int mask) {
            int shift = mask == 0 ? 0 : Integer.numberOfTrailingZeros(mask);
            return new Channel(mask, shift, Integer.toUnsignedLong(mask >>> shift));
        }

        int of(int pixel, int ifNone) {
            return mask == 0 ? ifNone : (int) (Integer.toUnsignedLong((pixel & mask) >>> shift) * 255 / max);
        }
    }

    /**
     * Whether each mask is one run of bits or empty, and no two masks share a bit. Readers do not agree on the
     * meaning of other masks.
     */
    static boolean areSeparate(int... masks) {
        int all = 0;
        for (int mask : masks) {
            int run = mask == 0 ? 0 : mask >>> Integer.numberOfTrailingZeros(mask);
            if ((run & run + 1) != 0 || (all & mask) != 0) {
                return false;
            }
            all |= mask;
        }
        return true;
    }

    BitMaskConversion(int pixelBytes, int red, int green, int blue, int alpha) {
        this.pixelBytes = pixelBytes;
        this.channels = new Channel[] {Channel.of(red), Channel.of(green), Channel.of(blue)};
        this.alpha = Channel.of(alpha);
    }

    @Override
    public void toRgb(byte[] samples, int at, int stride, byte[] rgb, int pixels) {
        for (int i = 0; i < pixels; i++) {
            int pixel = pixel(samples, at + i * stride);
            int opacity = alpha.of(pixel, OPAQUE);
            for (int channel = 0; channel < 3; channel++) {
                rgb[i * 3 + channel] = (byte) ColourSpace.overWhite(channels[channel].of(pixel, 0), opacity);
            }
        }
    }

    private int pixel(byte[] samples, int at) {
        int pixel = 0;
        for (int i = 0; i < pixelBytes; i++) {
            pixel |= (samples[at + i] & 0xFF) << (8 * i);
        }
        return pixel;
    }
}
