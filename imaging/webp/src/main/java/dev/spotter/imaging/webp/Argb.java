package dev.spotter.imaging.webp;

/** Arithmetic of all four samples of a pixel at once. */
final class Argb {
    private static final int ODD = 0xFF00FF00;
    private static final int EVEN = 0x00FF00FF;

    private Argb() {}

    /** Sample by sample, modulo 256. */
    static int sum(int a, int b) {
        return ((a & ODD) + (b & ODD) & ODD) | ((a & EVEN) + (b & EVEN) & EVEN);
    }

    /** Sample by sample, rounded down. */
    static int mean(int a, int b) {
        return (((a ^ b) & 0xFEFEFEFE) >>> 1) + (a & b);
    }
}
