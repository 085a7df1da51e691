package dev.spotter.imaging;

import dev.spotter.core.internal.TiffDirectory;
import java.nio.ByteBuffer;

/**
 * The values of a TIFF file's first directory. They are read from the file when they are needed, so that a false count
 * costs no memory.
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

    private final TiffDirectory directory;
    private final ByteBuffer file;

    private TiffEntries(TiffDirectory directory) {
        this.directory = directory;
        this.file = directory.file();
    }

    /** @param file the whole file, which is left as it is */
    static TiffEntries readFirst(ByteBuffer file) {
        return new TiffEntries(TiffDirectory.first(file));
    }

    /** The whole file, in its order of bytes. */
    ByteBuffer file() {
        return file;
    }

    boolean has(int tag) {
        return directory.entry(tag).isPresent();
    }

    /** How many values an entry says it has; 0 where it is absent. */
    long count(int tag) {
        return directory.entry(tag).map(TiffDirectory.Entry::count).orElse(0L);
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
            case TiffDirectory.BYTE, TiffDirectory.UNDEFINED -> file.get(position(tag, index, Byte.BYTES)) & 0xFF;
            case TiffDirectory.SHORT -> Short.toUnsignedLong(file.getShort(position(tag, index, Short.BYTES)));
            case TiffDirectory.LONG -> Integer.toUnsignedLong(file.getInt(position(tag, index, Integer.BYTES)));
            default -> throw ofOddType(tag, type);
        };
    }

    /**
     * One of an entry's fractions.
     *
     * @throws MalformedImageException if it is not there
     */
    double rationalAt(int tag, long index) throws MalformedImageException {
        if (type(tag) != TiffDirectory.RATIONAL) {
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
        if (type(tag) != TiffDirectory.BYTE && type(tag) != TiffDirectory.UNDEFINED) {
            throw ofOddType(tag, type(tag));
        }
        int last = position(tag, count - 1, Byte.BYTES);
        return file.slice((int) (last - count + 1), (int) count);
    }

    private int type(int tag) throws MalformedImageException {
        return entry(tag).type();
    }

    private int position(int tag, long index, int size) throws MalformedImageException {
        TiffDirectory.Entry entry = entry(tag);
        if (index >= entry.count()) {
            throw new MalformedImageException("entry %d of its directory has %,d values, but %,d are needed"
                    .formatted(tag, entry.count(), index + 1));
        }
        long at = directory.position(entry, index, size);
        if (at + size > file.limit()) {
            throw new MalformedImageException("entry %d of its directory lies beyond its end".formatted(tag));
        }
        return (int) at;
    }

    private TiffDirectory.Entry entry(int tag) throws MalformedImageException {
        return directory
                .entry(tag)
                .orElseThrow(() -> new MalformedImageException("its directory lacks entry %d".formatted(tag)));
    }

    private static MalformedImageException ofOddType(int tag, int type) {
        return new MalformedImageException("entry %d of its directory is of type %d".formatted(tag, type));
    }
}
