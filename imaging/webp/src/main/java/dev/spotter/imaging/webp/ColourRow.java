package dev.spotter.imaging.webp;

/**
 * Converts a row of luma and the two nearest rows of chroma, which are half as wide, to red, green and blue: each pixel
 * gets 9/16 of the nearest colour sample, 3/16 of its neighbours beside and above or below, and 1/16 of the one across,
 * as libwebp weighs and rounds them. Colours are ITU-R BT.601's of limited range, in 14 bits as libwebp's.
 */
final class ColourRow {
    private static final int CHANNELS = 3;
    private static final int V_SHIFT = 16;

    private ColourRow() {}

    /**
     * Converts a row.
     *
     * @param near where in {@code u} and {@code v} the nearest row of colours begins
     * @param far where the second nearest one begins, or the nearest once more at the image's edge
     */
    static void convert(byte[] luma, int from, byte[] u, byte[] v, int near, int far, int width, byte[] rgb) {
        int nearLeft = colour(u, v, near);
        int farLeft = colour(u, v, far);
        put(luma[from], weighed(nearLeft, farLeft), rgb, 0);
        int pairs = (width - 1) >> 1;
        for (int i = 1; i <= pairs; i++) {
            int nearRight = colour(u, v, near + i);
            int farRight = colour(u, v, far + i);
            int sum = nearLeft + nearRight + farLeft + farRight + 0x0008_0008;
            int ofLeft = (sum + 2 * (nearRight + farLeft)) >> 3;
            int ofRight = (sum + 2 * (nearLeft + farRight)) >> 3;
            int x = 2 * i - 1;
            put(luma[from + x], (ofLeft + nearLeft) >> 1, rgb, x * CHANNELS);
            put(luma[from + x + 1], (ofRight + nearRight) >> 1, rgb, (x + 1) * CHANNELS);
            nearLeft = nearRight;
            farLeft = farRight;
        }
        if ((width & 1) == 0) {
            put(luma[from + width - 1], weighed(nearLeft, farLeft), rgb, (width - 1) * CHANNELS);
        }
    }

    /** Packs both chroma samples into one number, so that one addition serves both. */
    private static int colour(byte[] u, byte[] v, int at) {
        return (u[at] & 0xFF) | (v[at] & 0xFF) << V_SHIFT;
    }

    private static int weighed(int near, int far) {
        return (3 * near + far + 0x0002_0002) >> 2;
    }

    private static void put(byte luma, int colours, byte[] rgb, int at) {
        int y = ((luma & 0xFF) * 19_077) >> 8;
        int u = colours & 0xFF;
        int v = colours >> V_SHIFT & 0xFF;
        rgb[at] = level(y + ((v * 26_149) >> 8) - 14_234);
        rgb[at + 1] = level(y - ((u * 6_419) >> 8) - ((v * 13_320) >> 8) + 8_708);
        rgb[at + 2] = level(y + ((u * 33_050) >> 8) - 17_685);
    }

    private static byte level(int value) {
        return Clamp.toByte(value >> 6);
    }
}
