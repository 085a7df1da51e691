package dev.spotter.local.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.util.Set;

/** Leaves of a PNG file the chunks that make the picture: texts and profiles may inflate to anything, and none is wanted. */
final class PngStripper {
    private static final int SIGNATURE_BYTES = 8;
    private static final int CHUNK_OVERHEAD = 12;
    private static final Set<String> NEEDED = Set.of("IHDR", "PLTE", "tRNS", "IDAT", "IEND");

    private PngStripper() {}

    /** @param data the whole file, which is overwritten */
    static ByteBuffer strip(byte[] data) {
        ByteBuffer file = ByteBuffer.wrap(data);
        long in = SIGNATURE_BYTES;
        int out = SIGNATURE_BYTES;
        while (in + CHUNK_OVERHEAD <= data.length) {
            int start = (int) in;
            long size = Integer.toUnsignedLong(file.getInt(start)) + CHUNK_OVERHEAD;
            // Of a chunk that is cut off, what is there: the codec finds that it ends too early.
            int there = (int) Math.min(size, data.length - in);
            if (NEEDED.contains(new String(data, start + 4, 4, ISO_8859_1))) {
                System.arraycopy(data, start, data, out, there);
                out += there;
            }
            in += size;
        }
        return ByteBuffer.wrap(data, 0, out).slice();
    }
}
