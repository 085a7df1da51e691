package dev.spotter.core.image;

import dev.spotter.core.error.DamagedImageException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** WebP's three forms: lossy, lossless and extended (RFC 9649), and the EXIF chunk of the last. */
final class WebpHeader {
    private static final int FIRST_CHUNK = 12;
    private static final int DATA = FIRST_CHUNK + 8;

    private WebpHeader() {}

    static ImageHeader read(ByteBuffer b) {
        b.order(ByteOrder.LITTLE_ENDIAN);
        if (ImageFormat.startsWith(b, FIRST_CHUNK, "VP8 ")) {
            return header(b.getShort(DATA + 6) & 0x3FFF, b.getShort(DATA + 8) & 0x3FFF, Orientation.AS_STORED);
        }
        if (ImageFormat.startsWith(b, FIRST_CHUNK, "VP8L")) {
            int bits = b.getInt(DATA + 1);
            return header((bits & 0x3FFF) + 1, ((bits >>> 14) & 0x3FFF) + 1, Orientation.AS_STORED);
        }
        if (ImageFormat.startsWith(b, FIRST_CHUNK, "VP8X")) {
            return header(uint24(b, DATA + 4) + 1, uint24(b, DATA + 7) + 1, orientation(b));
        }
        throw new DamagedImageException("the WebP image begins with an unknown chunk");
    }

    private static ImageHeader header(long width, long height, Orientation orientation) {
        return new ImageHeader(ImageFormat.WEBP, width, height, orientation);
    }

    private static int uint24(ByteBuffer b, int offset) {
        return Short.toUnsignedInt(b.getShort(offset)) | (b.get(offset + 2) & 0xFF) << 16;
    }

    private static Orientation orientation(ByteBuffer b) {
        long chunk = FIRST_CHUNK;
        while (chunk + 8 <= b.limit()) {
            long length = Integer.toUnsignedLong(b.getInt((int) chunk + 4));
            if (ImageFormat.startsWith(b, (int) chunk, "EXIF")) {
                int start = (int) chunk + 8;
                return TiffHeader.orientationOf(b.slice(start, (int) Math.min(length, b.limit() - start)));
            }
            chunk += 8 + length + (length & 1);
        }
        return Orientation.AS_STORED;
    }
}
