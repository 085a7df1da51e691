package dev.spotter.imaging.webp;

/** Limits results of arithmetic to the range of samples. */
final class Clamp {
    private Clamp() {}

    /** The nearest of 0 to 255. */
    static byte toByte(int value) {
        return (byte) ((value & ~0xFF) == 0 ? value : ~value >> 31);
    }

    /** The nearest of -128 to 127. */
    static int toSigned(int value) {
        return Math.max(-128, Math.min(127, value));
    }
}
