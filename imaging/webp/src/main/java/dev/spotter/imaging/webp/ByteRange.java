package dev.spotter.imaging.webp;

/** A part of a file, which is not copied. */
final class ByteRange {
    private final byte[] file;
    private final int from;
    private final int to;

    /**
     * A part.
     *
     * @param from its first byte
     * @param to one past its last
     */
    ByteRange(byte[] file, int from, int to) {
        this.file = file;
        this.from = from;
        this.to = to;
    }

    byte[] file() {
        return file;
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    int length() {
        return to - from;
    }

    /** All but the first bytes. */
    ByteRange after(int bytes) throws WebpException {
        require(bytes);
        return new ByteRange(file, from + bytes, to);
    }

    /** The first bytes. */
    ByteRange first(int bytes) throws WebpException {
        require(bytes);
        return new ByteRange(file, from, from + bytes);
    }

    /** A whole number of this many bytes, the least significant one first; at most 3. */
    int number(int at, int bytes) throws WebpException {
        require(at + bytes);
        int value = 0;
        for (int i = bytes - 1; i >= 0; i--) {
            value = value << 8 | (file[from + at + i] & 0xFF);
        }
        return value;
    }

    private void require(int bytes) throws WebpException {
        if (bytes > length()) {
            throw WebpException.endsTooEarly();
        }
    }
}
