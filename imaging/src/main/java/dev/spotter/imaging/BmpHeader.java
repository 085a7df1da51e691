package dev.spotter.imaging;

import dev.spotter.core.error.UnsupportedImageException;
import dev.spotter.core.image.ImageFormat;
import dev.spotter.core.image.ImageHeader;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Set;

/**
 * How a BMP file's pixels are stored. The sizes that a header gives for the file and its data are ignored, because
 * many writers leave them 0 or wrong.
 *
 * @param file the whole file, little-endian
 * @param headerBytes the size of the header that follows the file's first 14 bytes, which gives its version
 * @param bits a pixel
 */
record BmpHeader(
        ByteBuffer file,
        int headerBytes,
        int widthPixels,
        int heightPixels,
        boolean topDown,
        int bits,
        int compression) {
    static final int UNCOMPRESSED = 0;
    static final int RUNS_OF_8_BITS = 1;
    static final int RUNS_OF_4_BITS = 2;
    static final int BIT_FIELDS = 3;
    static final int ALPHA_BIT_FIELDS = 6;

    private static final int HEADER_AT = 14;
    private static final int DATA_OFFSET_AT = 10;
    private static final int HEIGHT_AT = 22;
    private static final int BITS_AT = 28;
    private static final int OLD_BITS_AT = 24;
    private static final int COMPRESSION_AT = 30;
    private static final int COLOURS_AT = 46;
    private static final int CORE_HEADER = 12;
    private static final int SHORTEST_WITH_COMPRESSION = 40;
    private static final int SHORTEST_WITH_MASKS = 52;
    private static final int OS2_HEADER = 64;
    private static final int MASK_BYTES = 4;
    private static final Set<Integer> BITS = Set.of(1, 2, 4, 8, 16, 24, 32);

    private static final Map<Integer, String> OTHERS = Map.of(
            4, "has a JPEG inside",
            5, "has a PNG inside",
            11, "has CMYK colours",
            12, "has CMYK colours",
            13, "has CMYK colours");

    /**
     * Reads a header whose size is known.
     *
     * @throws UnsupportedImageException if the form is not supported
     */
    static BmpHeader of(ByteBuffer file, ImageHeader size) {
        int headerBytes = file.getInt(HEADER_AT);
        boolean core = headerBytes == CORE_HEADER;
        BmpHeader header = new BmpHeader(
                file,
                headerBytes,
                (int) size.widthPixels(),
                (int) size.heightPixels(),
                !core && file.getInt(HEIGHT_AT) < 0,
                Short.toUnsignedInt(file.getShort(core ? OLD_BITS_AT : BITS_AT)),
                headerBytes < SHORTEST_WITH_COMPRESSION ? UNCOMPRESSED : file.getInt(COMPRESSION_AT));
        header.check();
        return header;
    }

    private void check() {
        if (headerBytes == OS2_HEADER && (compression == 3 || compression == 4)) {
            throw unsupported("is compressed as OS/2 does (method %d)".formatted(compression));
        }
        if (OTHERS.containsKey(compression)) {
            throw unsupported(OTHERS.get(compression));
        }
        if (!BITS.contains(bits)) {
            throw unsupported("has %,d bits a pixel".formatted(bits));
        }
        boolean fits =
                switch (compression) {
                    case UNCOMPRESSED -> true;
                    case RUNS_OF_8_BITS -> bits == 8;
                    case RUNS_OF_4_BITS -> bits == 4;
                    case BIT_FIELDS, ALPHA_BIT_FIELDS -> bits == 16 || bits == 32 || bits == 24;
                    default -> false;
                };
        if (!fits) {
            throw unsupported("is compressed by method %d with %d bits a pixel".formatted(compression, bits));
        }
    }

    static UnsupportedImageException unsupported(String form) {
        return new UnsupportedImageException(
                "the BMP image is of a kind that is not supported: it %s; save it as PNG or JPEG".formatted(form),
                ImageFormat.displayNames());
    }

    boolean hasRuns() {
        return compression == RUNS_OF_8_BITS || compression == RUNS_OF_4_BITS;
    }

    /** The number of the file's row that holds a row of the image. */
    int storedRow(int row) {
        return topDown ? row : heightPixels - 1 - row;
    }

    /** The mask of a channel: red, green, blue, alpha; 0 where there is none. */
    int mask(int channel) {
        if (channel == 3 && compression == BIT_FIELDS && headerBytes <= SHORTEST_WITH_MASKS) {
            return 0;
        }
        return file.getInt(HEADER_AT + SHORTEST_WITH_COMPRESSION + channel * MASK_BYTES);
    }

    /** Red, green and blue of 256 colours; black for those that the file does not have. */
    byte[] palette() {
        byte[] palette = new byte[256 * 3];
        int entryBytes = paletteEntryBytes();
        int end = Math.min(file.limit(), dataOffset());
        for (int i = 0; i < 1 << bits; i++) {
            int at = paletteAt() + i * entryBytes;
            if (at + 3 > end) {
                break;
            }
            for (int channel = 0; channel < 3; channel++) {
                palette[i * 3 + channel] = file.get(at + 2 - channel);
            }
        }
        return palette;
    }

    /** The index of the pixels: the one that the file gives, or if that is impossible, the end of the palette. */
    int dataOffset() {
        long said = Integer.toUnsignedLong(file.getInt(DATA_OFFSET_AT));
        if (said >= paletteAt() && said < file.limit() && (bits > 8 || said > paletteAt())) {
            return (int) said;
        }
        return (int) Math.min(file.limit(), paletteAt() + paletteColours() * paletteEntryBytes());
    }

    private int paletteAt() {
        int masks = 0;
        if (headerBytes == SHORTEST_WITH_COMPRESSION) {
            masks = compression == BIT_FIELDS ? 3 : compression == ALPHA_BIT_FIELDS ? 4 : 0;
        }
        return HEADER_AT + headerBytes + masks * MASK_BYTES;
    }

    private long paletteColours() {
        if (bits > 8) {
            return 0;
        }
        long said = headerBytes < SHORTEST_WITH_COMPRESSION ? 0 : Integer.toUnsignedLong(file.getInt(COLOURS_AT));
        return said == 0 || said > 256 ? 1L << bits : said;
    }

    private int paletteEntryBytes() {
        return headerBytes == CORE_HEADER ? 3 : 4;
    }
}
