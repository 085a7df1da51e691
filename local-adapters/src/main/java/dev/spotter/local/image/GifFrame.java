package dev.spotter.local.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Where a GIF's first frame lies on its screen (GIF89a specification, section 20).
 *
 * @param hasPalette of its own, or the file has one for all
 */
record GifFrame(int left, int top, boolean hasPalette) {
    private static final int SCREEN_DESCRIPTOR_END = 13;
    private static final int SCREEN_FLAGS_AT = 10;
    private static final int SIZE_BYTES = 4;
    private static final int IMAGE_SEPARATOR = 0x2C;
    private static final int EXTENSION = 0x21;

    /** @throws MalformedImageException if there is no frame */
    static GifFrame first(ByteBuffer bytes) throws MalformedImageException {
        ByteBuffer b = bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        b.position(SCREEN_DESCRIPTOR_END + paletteBytes(b.get(SCREEN_FLAGS_AT)));
        while (b.remaining() >= 5) {
            int block = b.get() & 0xFF;
            if (block == IMAGE_SEPARATOR) {
                int left = Short.toUnsignedInt(b.getShort());
                int top = Short.toUnsignedInt(b.getShort());
                boolean own = b.remaining() > SIZE_BYTES && paletteBytes(b.get(b.position() + SIZE_BYTES)) > 0;
                return new GifFrame(left, top, own || paletteBytes(b.get(SCREEN_FLAGS_AT)) > 0);
            }
            if (block != EXTENSION) {
                break;
            }
            b.get();
            skipSubBlocks(b);
        }
        throw new MalformedImageException("it has no frame");
    }

    private static int paletteBytes(byte flags) {
        return (flags & 0x80) == 0 ? 0 : 3 << ((flags & 7) + 1);
    }

    private static void skipSubBlocks(ByteBuffer b) {
        int length = b.get() & 0xFF;
        while (length > 0) {
            b.position(b.position() + length);
            length = b.get() & 0xFF;
        }
    }
}
