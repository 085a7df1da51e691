package dev.spotter.imaging;

/**
 * CIE L*a*b* to sRGB: by CIE 15 to XYZ under D50, by the matrix of sRGB adapted to D50 (as sRGB profiles have it), then
 * by sRGB's curve (IEC 61966-2-1).
 */
final class CielabConversion {
    private static final double WHITE_X = 0.9642;
    private static final double WHITE_Z = 0.8249;
    private static final double LINEAR_BELOW = 6.0 / 29;
    private static final int CURVE_STEPS = 4_096;
    private static final byte[] CURVE = curve();

    private CielabConversion() {}

    /**
     * Converts a pixel.
     *
     * @param lightness 0 to 255, which stands for 100
     * @param a -128 to 127
     * @param b -128 to 127
     * @param out where red goes in {@code rgb}; green and blue follow
     */
    static void toRgb(int lightness, int a, int b, byte[] rgb, int out) {
        double fy = (lightness * 100 / 255.0 + 16) / 116;
        double x = WHITE_X * inverse(fy + a / 500.0);
        double y = inverse(fy);
        double z = WHITE_Z * inverse(fy - b / 200.0);
        rgb[out] = companded(3.1338561 * x - 1.6168667 * y - 0.4906146 * z);
        rgb[out + 1] = companded(-0.9787684 * x + 1.9161415 * y + 0.0334540 * z);
        rgb[out + 2] = companded(0.0719453 * x - 0.2289914 * y + 1.4052427 * z);
    }

    private static double inverse(double f) {
        return f > LINEAR_BELOW ? f * f * f : 3 * LINEAR_BELOW * LINEAR_BELOW * (f - 4.0 / 29);
    }

    private static byte companded(double linear) {
        return CURVE[(int) (Math.max(0, Math.min(1, linear)) * CURVE_STEPS + 0.5)];
    }

    private static byte[] curve() {
        byte[] curve = new byte[CURVE_STEPS + 1];
        for (int i = 0; i <= CURVE_STEPS; i++) {
            double linear = (double) i / CURVE_STEPS;
            double value = linear <= 0.0031308 ? 12.92 * linear : 1.055 * Math.pow(linear, 1 / 2.4) - 0.055;
            curve[i] = (byte) Math.round(value * 255);
        }
        return curve;
    }
}
