package dev.spotter.core.image;

import dev.spotter.core.error.DamagedImageException;
import dev.spotter.core.error.UnsupportedImageException;
import java.nio.ByteBuffer;

/** PNG's image header and its eXIf chunk (W3C PNG, third edition). */
final class PngHeader {
    private static final int FIRST_CHUNK = 8;
    private static final int CHUNK_OVERHEAD = 12;

    private PngHeader() {}

    static ImageHeader read(ByteBuffer b) {
        if (ImageFormat.startsWith(b, FIRST_CHUNK + 4, "CgBI")) {
            throw new UnsupportedImageException(
                    "the file is a PNG in Apple's own variant for apps (CgBI), which is not read: save it as "
                            + "ordinary PNG",
                    ImageFormat.displayNames());
        }
        if (!ImageFormat.startsWith(b, FIRST_CHUNK + 4, "IHDR")) {
            throw new DamagedImageException("the PNG image does not begin with its header chunk");
        }
        long width = Integer.toUnsignedLong(b.getInt(FIRST_CHUNK + 8));
        long height = Integer.toUnsignedLong(b.getInt(FIRST_CHUNK + 12));
        return new ImageHeader(ImageFormat.PNG, width, height, orientation(b));
    }

    private static Orientation orientation(ByteBuffer b) {
        long chunk = FIRST_CHUNK;
        while (chunk + CHUNK_OVERHEAD <= b.limit()) {
            long length = Integer.toUnsignedLong(b.getInt((int) chunk));
            if (ImageFormat.startsWith(b, (int) chunk + 4, "eXIf")) {
                int start = (int) chunk + 8;
                return TiffHeader.orientationOf(b.slice(start, (int) Math.min(length, b.limit() - start)));
            }
            chunk += length + CHUNK_OVERHEAD;
        }
        return Orientation.AS_STORED;
    }
}
