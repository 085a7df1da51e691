package dev.spotter.imaging;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.util.Set;
import java.util.zip.CRC32;

/**
 * Reduces a PNG file to the chunks that decoding needs. Texts and profiles, which may inflate to any size, are left
 * out. The parts of the data are joined to one, because the codec takes microseconds to begin each.
 */
final class PngStripper {
    private static final int SIGNATURE_BYTES = 8;
    private static final int CHUNK_OVERHEAD = 12;
    private static final int CHECKSUM_BYTES = 4;
    private static final int COLOUR_TYPE_AT = 25;
    private static final int WITH_PALETTE = 3;
    private static final Set<String> NEEDED = Set.of("IHDR", "PLTE", "tRNS", "IDAT", "IEND");
    /** Chunks whose checksums are verified. The data (IDAT) contains a checksum of its own. */
    private static final Set<String> CHECKED = Set.of("IHDR", "PLTE", "tRNS");

    private PngStripper() {}

    /**
     * Strips a file.
     *
     * @param data the whole file, which is overwritten
     * @throws MalformedImageException if a chunk that defines the meaning of the pixels is damaged or missing
     */
    static ByteBuffer strip(byte[] data) throws MalformedImageException {
        boolean palette = false;
        ByteBuffer file = ByteBuffer.wrap(data);
        long in = SIGNATURE_BYTES;
        int out = SIGNATURE_BYTES;
        int dataAt = 0;
        while (in + CHUNK_OVERHEAD <= data.length) {
            int start = (int) in;
            long size = Integer.toUnsignedLong(file.getInt(start)) + CHUNK_OVERHEAD;
            // A chunk that is cut off is passed on as far as it goes: the codec finds that it ends too early.
            int there = (int) Math.min(size, data.length - in);
            String name = new String(data, start + 4, 4, ISO_8859_1);
            if (NEEDED.contains(name)) {
                if (CHECKED.contains(name) && there == size) {
                    check(file, name, start, there);
                }
                palette |= name.equals("PLTE");
                boolean joins = name.equals("IDAT") && dataAt > 0;
                int from = joins ? CHUNK_OVERHEAD - CHECKSUM_BYTES : 0;
                out -= joins ? CHECKSUM_BYTES : 0;
                System.arraycopy(data, start + from, data, out, there - from);
                dataAt = !name.equals("IDAT") ? 0 : joins ? dataAt : out;
                out += there - from;
                if (joins) {
                    file.putInt(dataAt, joinedBytes(file.getInt(dataAt), size - CHUNK_OVERHEAD));
                }
            }
            in += size;
        }
        if (!palette && data.length > COLOUR_TYPE_AT && data[COLOUR_TYPE_AT] == WITH_PALETTE) {
            throw new MalformedImageException("it has no palette");
        }
        return ByteBuffer.wrap(data, 0, out).slice();
    }

    /** The codec takes a length for a signed number; one that is too large is of a file that is cut off anyway. */
    private static int joinedBytes(int bytes, long more) {
        return (int) Math.min(Integer.MAX_VALUE, Integer.toUnsignedLong(bytes) + more);
    }

    private static void check(ByteBuffer file, String name, int start, int size) throws MalformedImageException {
        CRC32 checksum = new CRC32();
        checksum.update(file.slice(start + 4, size - 8));
        if ((int) checksum.getValue() != file.getInt(start + size - 4)) {
            throw new MalformedImageException("the checksum of its chunk %s is wrong".formatted(name));
        }
    }
}
