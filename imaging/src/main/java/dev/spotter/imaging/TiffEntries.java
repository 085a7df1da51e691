package dev.spotter.imaging;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;

/**
 * The entries of a TIFF file's first directory (TIFF 6.0), of each tag the first. Values are read where they stand: no
 * count is believed.
 */
final class TiffEntries {
    static final int BITS_PER_SAMPLE = 258;
    static final int COMPRESSION = 259;
    static final int PHOTOMETRIC = 262;
    static final int FILL_ORDER = 266;
    static final int STRIP_OFFSETS = 273;
    static final int SAMPLES_PER_PIXEL = 277;
    static final int ROWS_PER_STRIP = 278;
    static final int STRIP_BYTE_COUNTS = 279;
    static final int PLANAR_CONFIGURATION = 284;
    static final int T4_OPTIONS = 292;
    static final int T6_OPTIONS = 293;
    static final int PREDICTOR = 317;
    static final int COLOUR_MAP = 320;
    static final int TILE_WIDTH = 322;
    static final int TILE_HEIGHT = 323;
    static final int TILE_OFFSETS = 324;
    static final int TILE_BYTE_COUNTS = 325;
    static final int INK_SET = 332;
    static final int EXTRA_SAMPLES = 338;
    static final int SAMPLE_FORMAT = 339;
    static final int JPEG_TABLES = 347;
    static final int YCBCR_COEFFICIENTS = 529;
    static final int YCBCR_SUBSAMPLING = 530;
    static final int REFERENCE_BLACK_WHITE = 532;

    private static final int LITTLE_ENDIAN = 'I' << 8 | 'I';
    private static final int ENTRY_BYTES = 12;
    private static final int INLINE_BYTES = 4;
    private static final int BYTE = 1;
    private static final int SHORT = 3;
    private static final int LONG = 4;
    private static final int RATIONAL = 5;
    private static final int UNDEFINED = 7;

    private final ByteBuffer file;
    private final Map<Integer, Integer> entries = new HashMap<>();

    private TiffEntries(ByteBuffer file) {
        this.file = file;
    }

    /** @param file the whole file, which is left as it is */
    static TiffEntries readFirst(ByteBuffer file) {
        ByteOrder order = file.getShort(0) == LITTLE_ENDIAN ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        TiffEntries read = new TiffEntries(file.duplicate().order(order));
        int directory = read.file.getInt(4);
        int count = Short.toUnsignedInt(read.file.getShort(directory));
        for (int i = 0; i < count; i++) {
            int entry = directory + 2 + i * ENTRY_BYTES;
            read.entries.putIfAbsent(Short.toUnsignedInt(read.file.getShort(entry)), entry);
        }
        return read;
    }

    /** The whole file, in its order of bytes. */
    ByteBuffer file() {
        return file;
    }

    boolean has(int tag) {
        return entries.containsKey(tag);
    }

    /** How many values an entry says it has; 0 where it is absent. */
    long count(int tag) {
        Integer entry = entries.get(tag);
        return entry == null ? 0 : Integer.toUnsignedLong(file.getInt(entry + 4));
    }

    /** An entry's first value. */
    long value(int tag, long ifAbsent) throws MalformedImageException {
        return has(tag) ? valueAt(tag, 0) : ifAbsent;
    }

    /**
     * One of an entry's values.
     *
     * @throws MalformedImageException if it is not there
     */
    long valueAt(int tag, long index) throws MalformedImageException {
        int type = type(tag);
        return switch (type) {
            case BYTE, UNDEFINED -> file.get(position(tag, index, Byte.BYTES)) & 0xFF;
            case SHORT -> Short.toUnsignedLong(file.getShort(position(tag, index, Short.BYTES)));
            case LONG -> Integer.toUnsignedLong(file.getInt(position(tag, index, Integer.BYTES)));
            default -> throw ofOddType(tag, type);
        };
    }

    /**
     * One of an entry's fractions.
     *
     * @throws MalformedImageException if it is not there
     */
    double rationalAt(int tag, long index) throws MalformedImageException {
        if (type(tag) != RATIONAL) {
            return valueAt(tag, index);
        }
        int at = position(tag, index, 2 * Integer.BYTES);
        return (double) Integer.toUnsignedLong(file.getInt(at)) / Integer.toUnsignedLong(file.getInt(at + 4));
    }

    /** An entry's bytes; none where it is absent. */
    ByteBuffer bytes(int tag) throws MalformedImageException {
        long count = count(tag);
        if (count == 0) {
            return ByteBuffer.allocate(0);
        }
        if (type(tag) != BYTE && type(tag) != UNDEFINED) {
            throw ofOddType(tag, type(tag));
        }
        int last = position(tag, count - 1, Byte.BYTES);
        return file.slice((int) (last - count + 1), (int) count);
    }

    private int type(int tag) throws MalformedImageException {
        return Short.toUnsignedInt(file.getShort(entry(tag) + 2));
    }

    private int position(int tag, long index, int size) throws MalformedImageException {
        int entry = entry(tag);
        long count = count(tag);
        if (index >= count) {
            throw new MalformedImageException(
                    "entry %d of its directory has %,d values, but %,d are needed".formatted(tag, count, index + 1));
        }
        long start = count * size <= INLINE_BYTES ? entry + 8 : Integer.toUnsignedLong(file.getInt(entry + 8));
        long at = start + index * size;
        if (at + size > file.limit()) {
            throw new MalformedImageException("entry %d of its directory lies beyond its end".formatted(tag));
        }
        return (int) at;
    }

    private int entry(int tag) throws MalformedImageException {
        Integer entry = entries.get(tag);
        if (entry == null) {
            throw new MalformedImageException("its directory lacks entry %d".formatted(tag));
        }
        return entry;
    }

    private static MalformedImageException ofOddType(int tag, int type) {
        return new MalformedImageException("entry %d of its directory is of type %d".formatted(tag, type));
    }
}
