package dev.spotter.devserver;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * About how long a TIFF image will be decoded, told by its first directory (TIFF 6.0): by its pixels, their samples,
 * and the strips or tiles, each of which is begun anew. Of what the directory says twice, the more costly counts.
 */
final class ExpectedTiffTime {
    private static final int NANOS_PER_PIXEL = 10;
    private static final int NANOS_PER_SAMPLE = 6;
    private static final int NANOS_PER_BYTE = 20;
    private static final int NANOS_PER_PART = 1_000;
    /** Of one with JPEG or fax inside, which has a codec of its own. */
    private static final int NANOS_PER_CODEC = 30_000;

    private static final int COMPRESSION = 259;
    private static final int STRIP_OFFSETS = 273;
    private static final int SAMPLES_PER_PIXEL = 277;
    private static final int TILE_OFFSETS = 324;
    private static final int FAX_RUNS = 2;
    private static final int FAX_GROUP_4 = 4;
    private static final int JPEG = 7;
    private static final int MAX_SAMPLES = 16;

    private static final int LITTLE_ENDIAN = 'I' << 8 | 'I';
    private static final int SHORT = 3;
    private static final int ENTRY_BYTES = 12;

    private ExpectedTiffTime() {}

    /**
     * In nanoseconds.
     *
     * @param tiff a file whose header can be read, from its first byte
     */
    static long nanos(ByteBuffer tiff, long pixels) {
        tiff.order(tiff.getShort(0) == LITTLE_ENDIAN ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        long parts = 1;
        long samples = 1;
        long nanosPerPart = NANOS_PER_PART;
        int directory = tiff.getInt(4) + 2;
        int entries =
                Math.min(Short.toUnsignedInt(tiff.getShort(directory - 2)), (tiff.limit() - directory) / ENTRY_BYTES);
        for (int entry = directory; entry < directory + entries * ENTRY_BYTES; entry += ENTRY_BYTES) {
            switch (Short.toUnsignedInt(tiff.getShort(entry))) {
                case STRIP_OFFSETS, TILE_OFFSETS ->
                    parts = Math.max(parts, Integer.toUnsignedLong(tiff.getInt(entry + 4)));
                case SAMPLES_PER_PIXEL -> samples = Math.max(samples, value(tiff, entry));
                case COMPRESSION -> nanosPerPart = hasCodec(value(tiff, entry)) ? NANOS_PER_CODEC : nanosPerPart;
                default -> {}
            }
        }
        // No directory is believed beyond what an image of its size can have.
        samples = Math.min(samples, MAX_SAMPLES);
        return pixels * (NANOS_PER_PIXEL + NANOS_PER_SAMPLE * samples)
                + Math.min(parts, pixels * samples) * nanosPerPart
                + (long) tiff.limit() * NANOS_PER_BYTE;
    }

    private static boolean hasCodec(long compression) {
        return compression == JPEG || (compression >= FAX_RUNS && compression <= FAX_GROUP_4);
    }

    private static long value(ByteBuffer tiff, int entry) {
        return tiff.getShort(entry + 2) == SHORT
                ? Short.toUnsignedLong(tiff.getShort(entry + 8))
                : Integer.toUnsignedLong(tiff.getInt(entry + 8));
    }
}
