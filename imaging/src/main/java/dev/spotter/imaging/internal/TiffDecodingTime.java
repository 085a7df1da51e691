package dev.spotter.imaging.internal;

import dev.spotter.core.internal.TiffDirectory;
import java.nio.ByteBuffer;

/**
 * Estimates from a TIFF image's first directory (TIFF 6.0) how long decoding takes: from its pixels, its samples, and
 * its strips or tiles, each of which costs time to begin.
 */
final class TiffDecodingTime {
    private static final int NANOS_PER_PIXEL = 10;
    private static final int NANOS_PER_SAMPLE = 6;
    private static final int NANOS_PER_BYTE = 20;
    private static final int NANOS_PER_PART = 1_000;
    /** Of a strip or tile with JPEG or fax inside, which has a codec of its own. */
    private static final int NANOS_PER_CODEC = 30_000;

    private static final int COMPRESSION = 259;
    private static final int STRIP_OFFSETS = 273;
    private static final int SAMPLES_PER_PIXEL = 277;
    private static final int TILE_OFFSETS = 324;
    private static final int FAX_RUNS = 2;
    private static final int FAX_GROUP_4 = 4;
    private static final int JPEG = 7;
    private static final int MAX_SAMPLES = 16;

    private TiffDecodingTime() {}

    /**
     * In nanoseconds.
     *
     * @param tiff a file whose header can be read, from its first byte
     */
    static long nanos(ByteBuffer tiff, long pixels) {
        TiffDirectory directory = TiffDirectory.first(tiff);
        // A directory can claim more than an image of its size can have.
        long samples = Math.min(Math.max(1, directory.single(SAMPLES_PER_PIXEL)), MAX_SAMPLES);
        long parts = Math.max(count(directory, STRIP_OFFSETS), count(directory, TILE_OFFSETS));
        long nanosPerPart = hasCodec(directory.single(COMPRESSION)) ? NANOS_PER_CODEC : NANOS_PER_PART;
        return pixels * (NANOS_PER_PIXEL + NANOS_PER_SAMPLE * samples)
                + Math.min(parts, pixels * samples) * nanosPerPart
                + (long) tiff.limit() * NANOS_PER_BYTE;
    }

    private static long count(TiffDirectory directory, int tag) {
        return directory.entry(tag).map(TiffDirectory.Entry::count).orElse(1L);
    }

    private static boolean hasCodec(long compression) {
        return compression == JPEG || (compression >= FAX_RUNS && compression <= FAX_GROUP_4);
    }
}
