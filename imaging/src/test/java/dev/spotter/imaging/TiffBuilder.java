package dev.spotter.imaging;

import dev.spotter.core.image.ImageBytes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes TIFF files by hand: any entries, and strips or tiles of any bytes. */
final class TiffBuilder {
    private static final int UNDEFINED = 7;
    private static final int JPEG_TABLES = 347;
    private static final int SHORT = 3;
    private static final int LONG = 4;
    private static final int HEADER_BYTES = 8;
    private static final int STRIP_OFFSETS = 273;
    private static final int STRIP_BYTE_COUNTS = 279;

    private final ByteOrder order;
    private final Map<Integer, long[]> entries = new TreeMap<>();
    private final List<byte[]> parts = new ArrayList<>();

    /** An image of 8-bit grey, black is zero, uncompressed. */
    TiffBuilder(ByteOrder order, int width, int height) {
        this.order = order;
        with(256, width)
                .with(257, height)
                .with(258, 8)
                .with(259, 1)
                .with(262, 1)
                .with(277, 1);
    }

    TiffBuilder with(int tag, long... values) {
        entries.put(tag, values);
        return this;
    }

    TiffBuilder withJpegTables(byte[] tables) {
        long[] values = new long[tables.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = tables[i];
        }
        return with(JPEG_TABLES, values);
    }

    TiffBuilder without(int tag) {
        entries.remove(tag);
        return this;
    }

    TiffBuilder part(byte[] bytes) {
        parts.add(bytes);
        return this;
    }

    /** Adds the same part {@code count} times. */
    TiffBuilder parts(int count, byte[] bytes) {
        parts.addAll(Collections.nCopies(count, bytes));
        return this;
    }

    byte[] toByteArray() {
        int partsBytes = parts.stream().mapToInt(part -> part.length).sum();
        long[] offsets = new long[parts.size()];
        long[] counts = new long[parts.size()];
        ByteBuffer file =
                ByteBuffer.allocate(partsBytes + 8 * parts.size() + (1 << 16)).order(order);
        file.put((byte) (order == ByteOrder.BIG_ENDIAN ? 'M' : 'I'))
                .put(file.get(0))
                .putShort((short) 42);
        file.putInt(HEADER_BYTES + partsBytes);
        for (int i = 0; i < offsets.length; i++) {
            offsets[i] = file.position();
            counts[i] = parts.get(i).length;
            file.put(parts.get(i));
        }
        if (!parts.isEmpty()) {
            boolean tiled = entries.containsKey(322);
            with(tiled ? 324 : STRIP_OFFSETS, offsets).with(tiled ? 325 : STRIP_BYTE_COUNTS, counts);
        }
        directory(file);
        byte[] bytes = new byte[file.position()];
        file.get(0, bytes);
        return bytes;
    }

    ImageBytes toImage() {
        return ImageBytes.wrap(toByteArray());
    }

    private void directory(ByteBuffer file) {
        int valuesAt = file.position() + 2 + entries.size() * 12 + 4;
        file.putShort((short) entries.size());
        for (Map.Entry<Integer, long[]> entry : entries.entrySet()) {
            long[] values = entry.getValue();
            int type = type(entry.getKey());
            int bytes = values.length * (type == LONG ? 4 : type == SHORT ? 2 : 1);
            file.putShort(entry.getKey().shortValue()).putShort((short) type).putInt(values.length);
            int end = file.position() + 4;
            if (bytes > 4) {
                file.putInt(valuesAt).position(valuesAt);
                valuesAt += bytes;
            }
            for (long value : values) {
                if (type == LONG) {
                    file.putInt((int) value);
                } else if (type == UNDEFINED) {
                    file.put((byte) value);
                } else {
                    file.putShort((short) value);
                }
            }
            file.position(end);
        }
        file.putInt(0).position(valuesAt);
    }

    private static int type(int tag) {
        if (tag == JPEG_TABLES) {
            return UNDEFINED;
        }
        return isLong(tag) ? LONG : SHORT;
    }

    private static boolean isLong(int tag) {
        return tag == 256 || tag == 257 || tag == 273 || tag == 278 || tag == 279 || (tag >= 322 && tag <= 325);
    }
}
