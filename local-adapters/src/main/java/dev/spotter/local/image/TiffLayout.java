package dev.spotter.local.image;

import dev.spotter.core.error.UnsupportedImageException;
import dev.spotter.core.image.ImageFormat;
import java.nio.ByteBuffer;
import java.util.Set;

/** How a TIFF picture is cut into strips or tiles, each of which the codec holds whole. Reads a stripped file. */
final class TiffLayout {
    private static final int WIDTH = 256;
    private static final int HEIGHT = 257;
    private static final int BITS_PER_SAMPLE = 258;
    private static final int COMPRESSION = 259;
    private static final int SAMPLES_PER_PIXEL = 277;
    private static final int ROWS_PER_STRIP = 278;
    private static final int STRIP_BYTE_COUNTS = 279;
    private static final int TILE_WIDTH = 322;
    private static final int TILE_HEIGHT = 323;
    private static final int TILE_BYTE_COUNTS = 325;
    private static final int SHORT = 3;
    private static final int LONG = 4;
    private static final int ENTRY_BYTES = 12;
    /** None, CCITT's three, LZW, Deflate, PackBits, Deflate by its older number. JPEG inside could be of any size. */
    private static final Set<Integer> COMPRESSIONS = Set.of(1, 2, 3, 4, 5, 8, 32773, 32946);

    private final ByteBuffer file;

    TiffLayout(ByteBuffer file) {
        this.file = file;
    }

    /**
     * Checks what the codec would have to hold and to read.
     *
     * @throws UnsupportedImageException if the compression is none that is read
     * @throws MalformedImageException if strips or tiles together claim more bytes than the file has
     */
    void check() throws MalformedImageException {
        int compression = (int) value(COMPRESSION, 1);
        if (!COMPRESSIONS.contains(compression)) {
            throw new UnsupportedImageException(
                    "the TIFF image is compressed by method %d, which is not read".formatted(compression),
                    ImageFormat.displayNames());
        }
        if (sum(STRIP_BYTE_COUNTS) > file.limit() || sum(TILE_BYTE_COUNTS) > file.limit()) {
            throw new MalformedImageException("its parts are longer than the file");
        }
        checkMemory();
    }

    /** The codec decodes a part into bytes and then into a picture of its own, from which it takes the samples that are kept. */
    private void checkMemory() throws MalformedImageException {
        long width = value(WIDTH, 0);
        long height = value(HEIGHT, 0);
        long partWidth = value(TILE_WIDTH, width);
        long partHeight = value(TILE_HEIGHT, Math.min(value(ROWS_PER_STRIP, height), height));
        long bits = Math.max(8, max(BITS_PER_SAMPLE)) * value(SAMPLES_PER_PIXEL, 1);
        int bytesPerPixel = (int) Math.min(Integer.MAX_VALUE, 2 * ((bits + 7) / 8));
        CodecMemory.checkHeap(
                (int) width,
                (int) height,
                Math.multiplyExact(partWidth, partHeight),
                bytesPerPixel,
                "a strip or tile of TIFF");
    }

    /** An entry's first value. */
    private long value(int tag, long ifAbsent) throws MalformedImageException {
        int entry = entry(tag);
        return entry < 0 ? ifAbsent : value(entry, 0, count(entry));
    }

    private long sum(int tag) throws MalformedImageException {
        int entry = entry(tag);
        long sum = 0;
        for (int i = 0; entry >= 0 && i < count(entry); i++) {
            sum += value(entry, i, count(entry));
        }
        return sum;
    }

    private long max(int tag) throws MalformedImageException {
        int entry = entry(tag);
        long max = 0;
        for (int i = 0; entry >= 0 && i < count(entry); i++) {
            max = Math.max(max, value(entry, i, count(entry)));
        }
        return max;
    }

    private int entry(int tag) {
        int directory = file.getInt(4);
        int entries = Short.toUnsignedInt(file.getShort(directory));
        for (int i = 0; i < entries; i++) {
            int entry = directory + 2 + i * ENTRY_BYTES;
            if (Short.toUnsignedInt(file.getShort(entry)) == tag) {
                return entry;
            }
        }
        return -1;
    }

    private int count(int entry) {
        return file.getInt(entry + 4);
    }

    /** Values that fit into four bytes stand in the entry itself. */
    private long value(int entry, int index, int count) throws MalformedImageException {
        int type = Short.toUnsignedInt(file.getShort(entry + 2));
        if (type != SHORT && type != LONG) {
            throw new MalformedImageException("its entry %d is of type %d".formatted(file.getShort(entry), type));
        }
        boolean isShort = type == SHORT;
        int size = isShort ? Short.BYTES : Integer.BYTES;
        int start = count * size <= Integer.BYTES ? entry + 8 : file.getInt(entry + 8);
        int at = start + index * size;
        return isShort ? Short.toUnsignedInt(file.getShort(at)) : Integer.toUnsignedLong(file.getInt(at));
    }
}
