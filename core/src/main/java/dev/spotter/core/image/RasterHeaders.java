package dev.spotter.core.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The two formats whose size is at a fixed position: GIF (GIF89a specification) and BMP (its DIB headers). */
final class RasterHeaders {
    private static final int BITMAP_CORE_HEADER = 12;

    private RasterHeaders() {}

    /** The size of the logical screen, which all frames are drawn on. */
    static ImageHeader readGif(ByteBuffer b) {
        b.order(ByteOrder.LITTLE_ENDIAN);
        return header(ImageFormat.GIF, Short.toUnsignedInt(b.getShort(6)), Short.toUnsignedInt(b.getShort(8)));
    }

    /** A negative height means that rows are stored from top to bottom. */
    static ImageHeader readBmp(ByteBuffer b) {
        b.order(ByteOrder.LITTLE_ENDIAN);
        if (b.getInt(14) == BITMAP_CORE_HEADER) {
            return header(ImageFormat.BMP, Short.toUnsignedInt(b.getShort(18)), Short.toUnsignedInt(b.getShort(20)));
        }
        return header(ImageFormat.BMP, b.getInt(18), Math.abs((long) b.getInt(22)));
    }

    private static ImageHeader header(ImageFormat format, long width, long height) {
        return new ImageHeader(format, width, height, Orientation.AS_STORED);
    }
}
