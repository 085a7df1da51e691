package dev.spotter.imaging.webp;

/**
 * The five prefix codes for the pixels of a part of an image.
 *
 * @param green also lengths of copies, and colours of the cache
 */
record CodeGroup(PrefixCode green, PrefixCode red, PrefixCode blue, PrefixCode alpha, PrefixCode distance) {
    static final int LITERALS = 256;
    static final int LENGTHS = 24;
    static final int DISTANCES = 40;

    /** Of the first code, with a cache of so many colours. */
    static int greenSymbols(int cacheColours) {
        return LITERALS + LENGTHS + cacheColours;
    }

    /** Of all five. */
    static int symbols(int cacheColours) {
        return greenSymbols(cacheColours) + 3 * LITERALS + DISTANCES;
    }
}
