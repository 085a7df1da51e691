package dev.spotter.imaging.webp;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads pixels that are coded by prefix codes, copies of earlier pixels and a cache of colours (RFC 9649, 3.6). Copies
 * reach back by no more than a million pixels, so no more are held.
 */
final class PixelReader {
    /** The largest distance of a copy. */
    private static final int MAX_HELD = 1 << 20;

    private static final int NEAR_CODES = 120;
    /** For each near code how many rows up, and 8 less how many columns to the left, in four bits each. */
    private static final int[] NEAR = {
        0x18, 0x07, 0x17, 0x19, 0x28, 0x06, 0x27, 0x29, 0x16, 0x1A, 0x26, 0x2A, 0x38, 0x05, 0x37, 0x39, 0x15, 0x1B,
        0x36, 0x3A, 0x25, 0x2B, 0x48, 0x04, 0x47, 0x49, 0x14, 0x1C, 0x35, 0x3B, 0x46, 0x4A, 0x24, 0x2C, 0x58, 0x45,
        0x4B, 0x34, 0x3C, 0x03, 0x57, 0x59, 0x13, 0x1D, 0x56, 0x5A, 0x23, 0x2D, 0x44, 0x4C, 0x55, 0x5B, 0x33, 0x3D,
        0x68, 0x02, 0x67, 0x69, 0x12, 0x1E, 0x66, 0x6A, 0x22, 0x2E, 0x54, 0x5C, 0x43, 0x4D, 0x65, 0x6B, 0x32, 0x3E,
        0x78, 0x01, 0x77, 0x79, 0x53, 0x5D, 0x11, 0x1F, 0x64, 0x6C, 0x42, 0x4E, 0x76, 0x7A, 0x21, 0x2F, 0x75, 0x7B,
        0x31, 0x3F, 0x63, 0x6D, 0x52, 0x5E, 0x00, 0x74, 0x7C, 0x41, 0x4F, 0x10, 0x20, 0x62, 0x6E, 0x30, 0x73, 0x7D,
        0x51, 0x5F, 0x40, 0x72, 0x7E, 0x61, 0x6F, 0x50, 0x71, 0x7F, 0x60, 0x70
    };

    private final BitReader in;
    private final int width;
    private final int pixels;
    private final @Nullable ColourCache cache;
    private final CodeGroups groups;
    /** The last pixels, each at its position's lowest bits. */
    private final int[] held;

    private final int mask;
    private int position;
    private int rowStart;

    private PixelReader(BitReader in, int width, int height, @Nullable ColourCache cache, CodeGroups groups) {
        this.in = in;
        this.width = width;
        this.pixels = width * height;
        this.cache = cache;
        this.groups = groups;
        held = new int[(int) Math.min(MAX_HELD, Integer.highestOneBit(pixels) * 2L)];
        mask = held.length - 1;
    }

    /** Begins the image itself, whose codes may change from square to square. */
    static PixelReader ofImage(BitReader in, int width, int height) throws WebpException {
        int cacheBits = readCacheBits(in);
        int colours = cacheBits == 0 ? 0 : 1 << cacheBits;
        CodeGroups groups =
                in.flag() ? CodeGroups.readMany(in, width, height, colours) : CodeGroups.readOne(in, colours);
        return new PixelReader(in, width, height, cacheBits == 0 ? null : new ColourCache(cacheBits), groups);
    }

    /** Reads a whole smaller image that belongs to the image. */
    static int[] readAll(BitReader in, int width, int height) throws WebpException {
        int cacheBits = readCacheBits(in);
        CodeGroups groups = CodeGroups.readOne(in, cacheBits == 0 ? 0 : 1 << cacheBits);
        PixelReader reader =
                new PixelReader(in, width, height, cacheBits == 0 ? null : new ColourCache(cacheBits), groups);
        int[] all = new int[width * height];
        for (int y = 0; y < height; y++) {
            reader.next(all, y * width);
        }
        return all;
    }

    private static int readCacheBits(BitReader in) throws WebpException {
        if (!in.flag()) {
            return 0;
        }
        int bits = in.read(4);
        if (bits < 1 || bits > ColourCache.MAX_BITS) {
            throw new WebpException("its colour cache has an impossible size");
        }
        return bits;
    }

    /** Reads the next row of pixels, as 0xAARRGGBB. */
    void next(int[] argb, int at) throws WebpException {
        int end = rowStart + width;
        decode(end);
        int first = rowStart & mask;
        int upToEnd = Math.min(width, held.length - first);
        System.arraycopy(held, first, argb, at, upToEnd);
        System.arraycopy(held, 0, argb, at + upToEnd, width - upToEnd);
        rowStart = end;
    }

    /** A copy may go on beyond the end, into the next rows. */
    private void decode(int end) throws WebpException {
        if (position >= end) {
            return;
        }
        int y = position / width;
        int x = position % width;
        int squareMask = groups.squareMask();
        CodeGroup group = groups.at(x, y);
        while (position < end) {
            if ((x & squareMask) == 0) {
                group = groups.at(x, y);
            }
            int symbol = group.green().read(in);
            if (symbol >= CodeGroup.LITERALS && symbol < CodeGroup.LITERALS + CodeGroup.LENGTHS) {
                x += copy(symbol - CodeGroup.LITERALS, group);
                y += x / width;
                x %= width;
                if (position < end) {
                    group = groups.at(x, y);
                }
                continue;
            }
            put(symbol < CodeGroup.LITERALS ? literal(symbol, group) : cached(symbol));
            x++;
        }
    }

    private int literal(int green, CodeGroup group) throws WebpException {
        int red = group.red().read(in);
        int blue = group.blue().read(in);
        int alpha = group.alpha().read(in);
        return alpha << 24 | red << 16 | green << 8 | blue;
    }

    private int cached(int symbol) {
        return Optional.ofNullable(cache).orElseThrow().get(symbol - CodeGroup.LITERALS - CodeGroup.LENGTHS);
    }

    private void put(int argb) {
        held[position++ & mask] = argb;
        if (cache != null) {
            cache.add(argb);
        }
    }

    /** Copies earlier pixels, and says how many. */
    private int copy(int lengthSymbol, CodeGroup group) throws WebpException {
        int length = readNumber(lengthSymbol);
        int distance = distance(readNumber(group.distance().read(in)));
        if (distance > position || length > pixels - position) {
            throw new WebpException("its data copies pixels that it does not have");
        }
        for (int i = 0; i < length; i++) {
            put(held[(position - distance) & mask]);
        }
        return length;
    }

    /** Reads a length or a distance: its symbol gives the magnitude, the bits after it give the rest. */
    private int readNumber(int symbol) throws WebpException {
        if (symbol < 4) {
            return symbol + 1;
        }
        int extraBits = (symbol - 2) >> 1;
        return ((2 + (symbol & 1)) << extraBits) + in.read(extraBits) + 1;
    }

    private int distance(int code) {
        if (code > NEAR_CODES) {
            return code - NEAR_CODES;
        }
        int near = NEAR[code - 1];
        return Math.max(1, (near >> 4) * width + 8 - (near & 0xF));
    }
}
