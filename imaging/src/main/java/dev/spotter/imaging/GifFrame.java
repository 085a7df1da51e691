package dev.spotter.imaging;

import java.io.EOFException;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A GIF's first frame (GIF89a specification, sections 18 to 23).
 *
 * @param left where it lies on the screen
 * @param interlaced whether its rows come in four passes
 * @param colours of its own palette, or the file's, over white
 * @param background the palette index that fills the screen, as in Pillow: the transparent one, or else the first
 * @param data its codes, from the byte that says how many bits an index has
 */
record GifFrame(
        int left,
        int top,
        int widthPixels,
        int heightPixels,
        boolean interlaced,
        RgbConversion colours,
        int background,
        ByteBuffer data) {
    private static final int SCREEN_DESCRIPTOR_END = 13;
    private static final int SCREEN_FLAGS_AT = 10;
    private static final int IMAGE_SEPARATOR = 0x2C;
    private static final int EXTENSION = 0x21;
    private static final int TRAILER = 0x3B;
    private static final int GRAPHIC_CONTROL = 0xF9;
    private static final int TRANSPARENT_INDEX_AT = 4;
    private static final int TRANSPARENT = 1;
    private static final int INTERLACED = 0x40;
    private static final int NONE = -1;

    /**
     * Finds it.
     *
     * @throws MalformedImageException if there is no frame, or one without a pixel
     * @throws EOFException if the file ends before the frame's codes
     */
    static GifFrame first(ByteBuffer file) throws IOException {
        ByteBuffer b = file.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        try {
            b.position(SCREEN_DESCRIPTOR_END);
            byte[] palette = palette(b, b.get(SCREEN_FLAGS_AT), greys());
            int transparent = NONE;
            int block = b.get() & 0xFF;
            // Other bytes between the blocks are passed over, as Pillow does.
            for (; block != IMAGE_SEPARATOR && block != TRAILER; block = b.get() & 0xFF) {
                if (block == EXTENSION) {
                    transparent = extension(b, transparent);
                }
            }
            if (block == IMAGE_SEPARATOR) {
                return read(b, palette, transparent);
            }
        } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException e) {
            throw new EOFException();
        }
        throw new MalformedImageException("it has no frame");
    }

    private static GifFrame read(ByteBuffer b, byte[] filePalette, int transparent) throws MalformedImageException {
        int left = Short.toUnsignedInt(b.getShort());
        int top = Short.toUnsignedInt(b.getShort());
        int width = Short.toUnsignedInt(b.getShort());
        int height = Short.toUnsignedInt(b.getShort());
        if (width == 0 || height == 0) {
            throw new MalformedImageException("its frame claims to be %d x %d pixels".formatted(width, height));
        }
        byte flags = b.get();
        byte[] palette = palette(b, flags, filePalette);
        if (transparent != NONE) {
            Arrays.fill(palette, 3 * transparent, 3 * transparent + 3, (byte) 255);
        }
        boolean interlaced = (flags & INTERLACED) != 0;
        RgbConversion colours = new PaletteConversion(palette, 0);
        return new GifFrame(left, top, width, height, interlaced, colours, Math.max(0, transparent), b.slice());
    }

    /**
     * Reads the palette if the flags announce one. As in Pillow, a palette that is a ramp of greys is replaced by one
     * that goes up to 255.
     */
    private static byte[] palette(ByteBuffer b, byte flags, byte[] without) {
        if ((flags & 0x80) == 0) {
            return without;
        }
        byte[] colours = new byte[3 << ((flags & 7) + 1)];
        b.get(colours);
        byte[] greys = greys();
        return Arrays.equals(colours, Arrays.copyOf(greys, colours.length))
                ? greys
                : Arrays.copyOf(colours, greys.length);
    }

    private static byte[] greys() {
        byte[] greys = new byte[3 * 256];
        for (int i = 0; i < greys.length; i++) {
            greys[i] = (byte) (i / 3);
        }
        return greys;
    }

    /** Skips an extension. Returns the transparent index after it. */
    private static int extension(ByteBuffer b, int transparent) {
        int label = b.get() & 0xFF;
        int start = b.position();
        int firstBytes = b.get(start) & 0xFF;
        for (int length = b.get() & 0xFF; length > 0; length = b.get() & 0xFF) {
            b.position(b.position() + length);
        }
        boolean tells =
                label == GRAPHIC_CONTROL && firstBytes >= TRANSPARENT_INDEX_AT && (b.get(start + 1) & TRANSPARENT) != 0;
        return tells ? b.get(start + TRANSPARENT_INDEX_AT) & 0xFF : transparent;
    }
}
