package dev.spotter.core.internal;

import java.nio.ByteBuffer;

/**
 * The beginning of a JPEG frame header (ITU-T T.81, B.2.2). What follows it describes the components.
 *
 * @param sampleBits 8 or 12 in most files
 * @param components samples a pixel
 */
public record JpegFrameHeader(int sampleBits, int heightPixels, int widthPixels, int components) {
    /** How many bytes of a segment's content it takes. */
    public static final int BYTES = 6;

    /**
     * Reads it.
     *
     * @param content of the segment
     * @throws IndexOutOfBoundsException if the content is shorter
     */
    public static JpegFrameHeader of(ByteBuffer content) {
        return new JpegFrameHeader(
                content.get(0) & 0xFF,
                Short.toUnsignedInt(content.getShort(1)),
                Short.toUnsignedInt(content.getShort(3)),
                content.get(5) & 0xFF);
    }
}
