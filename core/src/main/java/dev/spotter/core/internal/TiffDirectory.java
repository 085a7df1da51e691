package dev.spotter.core.internal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The first image file directory of a TIFF file (TIFF 6.0), which is also the form of EXIF. Of entries with the same
 * tag, the first counts. Safe to read from several threads.
 */
public final class TiffDirectory {
    public static final int BYTE = 1;
    public static final int SHORT = 3;
    public static final int LONG = 4;
    public static final int RATIONAL = 5;
    public static final int UNDEFINED = 7;

    private static final int LITTLE_ENDIAN = 'I' << 8 | 'I';
    private static final int ENTRY_BYTES = 12;
    private static final int INLINE_BYTES = 4;

    private final ByteBuffer file;
    private final Map<Integer, Entry> entries;

    private TiffDirectory(ByteBuffer file, Map<Integer, Entry> entries) {
        this.file = file;
        this.entries = entries;
    }

    /**
     * An entry.
     *
     * @param type of its values: {@link #SHORT}
     * @param count of its values, as it says
     * @param inlineAt where the entry itself has four bytes: for the values if they fit, or else for their index
     */
    public record Entry(int type, long count, int inlineAt) {}

    /**
     * Reads the entries, but not their values.
     *
     * @param file the whole file, which is left as it is
     * @throws IndexOutOfBoundsException if it ends before its directory does
     */
    public static TiffDirectory first(ByteBuffer file) {
        ByteOrder order = file.getShort(0) == LITTLE_ENDIAN ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        ByteBuffer ordered = file.duplicate().order(order);
        Map<Integer, Entry> entries = new HashMap<>();
        int directory = ordered.getInt(4);
        int count = Short.toUnsignedInt(ordered.getShort(directory));
        for (int i = 0; i < count; i++) {
            int at = directory + 2 + i * ENTRY_BYTES;
            Entry entry = new Entry(
                    Short.toUnsignedInt(ordered.getShort(at + 2)),
                    Integer.toUnsignedLong(ordered.getInt(at + 4)),
                    at + ENTRY_BYTES - INLINE_BYTES);
            entries.putIfAbsent(Short.toUnsignedInt(ordered.getShort(at)), entry);
        }
        return new TiffDirectory(ordered, entries);
    }

    /** The whole file, in its order of bytes. */
    public ByteBuffer file() {
        return file;
    }

    public Optional<Entry> entry(int tag) {
        return Optional.ofNullable(entries.get(tag));
    }

    /**
     * Where one of an entry's values stands, if the file is long enough.
     *
     * @param valueBytes of each value
     */
    public long position(Entry entry, long index, int valueBytes) {
        boolean inline = entry.count() * valueBytes <= INLINE_BYTES;
        long start = inline ? entry.inlineAt() : Integer.toUnsignedLong(file.getInt(entry.inlineAt()));
        return start + index * valueBytes;
    }

    /** The value of an entry that has one whole number; 0 where there is no such entry. */
    public long single(int tag) {
        Entry entry = entries.get(tag);
        if (entry == null) {
            return 0;
        }
        return entry.type() == SHORT
                ? Short.toUnsignedInt(file.getShort(entry.inlineAt()))
                : Integer.toUnsignedLong(file.getInt(entry.inlineAt()));
    }
}
