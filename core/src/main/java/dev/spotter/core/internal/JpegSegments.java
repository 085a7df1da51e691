package dev.spotter.core.internal;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Goes through the marker segments of a JPEG file (ITU-T T.81, annex B). Stray bytes between segments are passed over,
 * as other readers do. Not thread-safe.
 */
public final class JpegSegments {
    /** Given in place of a marker where the bytes end. */
    public static final int END_OF_FILE = -1;

    private static final int MARKER_BYTES = 2;
    private static final int LENGTH_BYTES = 2;

    private final ByteBuffer file;
    private int position;

    /** @param file from index 0 to the limit, which may change on the way; big-endian */
    public JpegSegments(ByteBuffer file) {
        this.file = file;
    }

    /** Goes behind the next marker, which is given back. */
    public int nextMarker() {
        while (position + 1 < file.limit()) {
            if (uint8(position) == 0xFF) {
                int marker = uint8(position + 1);
                if (marker != 0 && marker != 0xFF) {
                    position += MARKER_BYTES;
                    return marker;
                }
            }
            position++;
        }
        return END_OF_FILE;
    }

    /**
     * Goes behind the segment of the marker that was given last.
     *
     * @return what follows its length; nothing if the file ends before it does
     */
    public Optional<ByteBuffer> content() {
        int start = position + LENGTH_BYTES;
        int end = end();
        skip();
        return end > file.limit() ? Optional.empty() : Optional.of(file.slice(start, end - start));
    }

    /** Goes behind the segment of the marker that was given last, or to the end of the file if that comes first. */
    public void skip() {
        position = Math.min(end(), file.limit());
    }

    /** The index behind what was read last. */
    public int position() {
        return position;
    }

    /** Goes on at an index. */
    public void position(int index) {
        position = index;
    }

    /** The index behind the segment; beyond the limit if the file ends before it does. */
    private int end() {
        return position + LENGTH_BYTES <= file.limit()
                ? position + Math.max(LENGTH_BYTES, Short.toUnsignedInt(file.getShort(position)))
                : file.limit() + 1;
    }

    private int uint8(int at) {
        return file.get(at) & 0xFF;
    }
}
