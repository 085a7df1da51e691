package dev.spotter.imaging.webp;

/** The most recent colours, stored by a hash (RFC 9649, 3.6.2). */
final class ColourCache {
    static final int MAX_BITS = 11;

    private static final int MULTIPLIER = 0x1E35A7BD;

    private final int[] colours;
    private final int shift;

    /** @param bits 1 to {@link #MAX_BITS} */
    ColourCache(int bits) {
        colours = new int[1 << bits];
        shift = Integer.SIZE - bits;
    }

    void add(int argb) {
        colours[(MULTIPLIER * argb) >>> shift] = argb;
    }

    int get(int index) {
        return colours[index];
    }
}
