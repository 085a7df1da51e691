package dev.spotter.imaging;

import dev.spotter.core.internal.JpegMarker;
import java.nio.ByteBuffer;

/**
 * The entropy-coded data of a scan, and where it ends. As in libjpeg's {@code jpeg_resync_to_restart}, restart
 * markers belong to the data, expected or not. So do reserved markers, which are damaged bytes: the decoder resumes at
 * the next restart marker. A reserved marker is overwritten with one that decoders ignore, because after the last
 * restart they take a reserved one for an error.
 */
final class ScanData {
    /** The lowest and the highest bit of each of eight bytes. */
    private static final long LOWEST = 0x0101010101010101L;

    private static final long HIGHEST = 0x8080808080808080L;

    private static final byte PASSED_OVER = 1;

    private final ByteBuffer data;
    private final boolean restarts;
    private boolean damaged;

    private ScanData(ByteBuffer data, boolean restarts) {
        this.data = data;
        this.restarts = restarts;
    }

    /**
     * Where the data ends: the next marker that does not belong to it, or the end of the file.
     *
     * @param data the file, up to the limit
     * @param start where the data begins
     * @param restarts whether the scan has restart markers
     * @throws MalformedImageException if there is a reserved marker and no restart marker follows at which the decoder
     *     could resume
     */
    static int end(ByteBuffer data, int start, boolean restarts) throws MalformedImageException {
        return new ScanData(data, restarts).end(start);
    }

    private int end(int start) throws MalformedImageException {
        int at = start;
        while (at < data.limit() && !isEnd(at)) {
            at += at + Long.BYTES <= data.limit() && !hasFf(data.getLong(at)) ? Long.BYTES : 1;
        }
        requireWhole();
        return at;
    }

    /** Whether one of eight bytes is FF: the next marker is looked for in every byte of an image. */
    private static boolean hasFf(long bytes) {
        long inverted = ~bytes;
        return ((inverted - LOWEST) & bytes & HIGHEST) != 0;
    }

    /** FF 00 is a sample's byte, and FF FF a filler. */
    private boolean isEnd(int at) throws MalformedImageException {
        if (uint8(at) != 0xFF || at + 1 >= data.limit()) {
            return false;
        }
        int next = uint8(at + 1);
        if (next >= JpegMarker.BASELINE && next < 0xFF) {
            boolean restart = JpegMarker.isRestart(next);
            damaged &= !restart;
            return !restart;
        }
        if (next > PASSED_OVER && next < JpegMarker.BASELINE) {
            damage(at + 1);
        }
        return false;
    }

    private void damage(int at) throws MalformedImageException {
        damaged = true;
        if (!restarts) {
            requireWhole();
        }
        data.put(at, PASSED_OVER);
    }

    private void requireWhole() throws MalformedImageException {
        if (damaged) {
            throw new MalformedImageException(
                    "its data has a damaged byte, and no restart marker behind it to go on at");
        }
    }

    private int uint8(int at) {
        return data.get(at) & 0xFF;
    }
}
