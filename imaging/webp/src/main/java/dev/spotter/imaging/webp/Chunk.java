package dev.spotter.imaging.webp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Optional;

/**
 * A part of a WebP file, or of a frame.
 *
 * @param name four characters
 * @param data its content, as far as the file has it
 * @param missingBytes the number of bytes that are cut off
 * @param end of the file, or the frame
 */
record Chunk(String name, ByteRange data, long missingBytes, int end) {
    private static final int HEADER_BYTES = 8;
    private static final int NAME_BYTES = 4;

    /** The first chunk of a range, if there is one. */
    static Optional<Chunk> first(ByteRange chunks) {
        if (chunks.length() < HEADER_BYTES) {
            return Optional.empty();
        }
        String name = new String(chunks.file(), chunks.from(), NAME_BYTES, ISO_8859_1);
        int start = chunks.from() + HEADER_BYTES;
        long length = 0;
        for (int i = start - 1; i >= start - NAME_BYTES; i--) {
            length = length << 8 | (chunks.file()[i] & 0xFF);
        }
        long missing = Math.max(0, length - (chunks.to() - start));
        ByteRange data = new ByteRange(chunks.file(), start, (int) (start + length - missing));
        return Optional.of(new Chunk(name, data, missing, chunks.to()));
    }

    /** Its complete data. */
    ByteRange whole() throws WebpException {
        if (missingBytes > 0) {
            throw WebpException.endsTooEarly();
        }
        return data;
    }

    /** The next chunk, which begins at an even distance. */
    Optional<Chunk> next() {
        int from = Math.min(end, data.to() + (data.length() & 1));
        return first(new ByteRange(data.file(), from, end));
    }
}
