package dev.spotter.imaging;

import dev.spotter.core.image.ImageBytes;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes a GIF by hand: one frame on a screen, with any codes. The palette is four colours, red 10 to 13, green 20 to
 * 23, blue 30 to 33.
 */
final class GifBuilder {
    static final int CLEAR = 4;
    static final int END = 5;
    private static final byte[] PALETTE = {10, 20, 30, 11, 21, 31, 12, 22, 32, 13, 23, 33};
    private static final int CODE_BITS = 3;

    private final int widthPixels;
    private final int heightPixels;
    private final ByteArrayOutputStream extensions = new ByteArrayOutputStream();
    private int[] frame;
    private byte[] palette = PALETTE;
    private byte[] framePalette = {};
    private int flags;
    private int indexBits = 2;
    private byte[] blocks = {};

    GifBuilder(int widthPixels, int heightPixels) {
        this.widthPixels = widthPixels;
        this.heightPixels = heightPixels;
        this.frame = new int[] {0, 0, widthPixels, heightPixels};
    }

    GifBuilder frame(int left, int top, int width, int height) {
        frame = new int[] {left, top, width, height};
        return this;
    }

    GifBuilder interlaced() {
        flags |= 0x40;
        return this;
    }

    GifBuilder palette(int... colours) {
        palette = bytes(colours);
        return this;
    }

    GifBuilder framePalette(int... colours) {
        framePalette = bytes(colours);
        flags |= 0x80 | paletteSize(framePalette);
        return this;
    }

    GifBuilder between(int... bytes) {
        extensions.writeBytes(bytes(bytes));
        return this;
    }

    GifBuilder transparent(int index) {
        return between(0x21, 0xF9, 4, 1, 0, 0, index, 0);
    }

    /** What is said of the codes that are given next; they have three bits all the same. */
    GifBuilder indexBits(int bits) {
        indexBits = bits;
        return this;
    }

    /** Codes of three bits, of which every second one clears the table, so that they stay as long. */
    GifBuilder pixels(int... indices) {
        List<Integer> codes = new ArrayList<>();
        for (int index : indices) {
            codes.add(CLEAR);
            codes.add(index);
        }
        codes.add(END);
        return codes(codes.stream().mapToInt(Integer::intValue).toArray());
    }

    /** One block of codes of three bits each. */
    GifBuilder codes(int... codes) {
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        long held = 0;
        int heldBits = 0;
        for (int code : codes) {
            held |= (long) code << heldBits;
            for (heldBits += CODE_BITS; heldBits >= Byte.SIZE; heldBits -= Byte.SIZE) {
                data.write((int) held);
                held >>>= Byte.SIZE;
            }
        }
        data.write((int) held);
        return blocks(concat(new byte[] {(byte) indexBits, (byte) data.size()}, data.toByteArray(), new byte[1]));
    }

    GifBuilder blocks(byte[] bytes) {
        blocks = bytes.clone();
        return this;
    }

    ImageBytes build() {
        int screenFlags = palette.length == 0 ? 0 : 0x80 | paletteSize(palette);
        return ImageBytes.wrap(concat(
                bytes('G', 'I', 'F', '8', '9', 'a'),
                shorts(widthPixels, heightPixels),
                bytes(screenFlags, 0, 0),
                palette,
                extensions.toByteArray(),
                bytes(0x2C),
                shorts(frame),
                bytes(flags),
                framePalette,
                blocks,
                bytes(0x3B)));
    }

    private static int paletteSize(byte[] colours) {
        return Integer.numberOfTrailingZeros(colours.length / 3) - 1;
    }

    private static byte[] shorts(int... values) {
        byte[] bytes = new byte[2 * values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[2 * i] = (byte) values[i];
            bytes[2 * i + 1] = (byte) (values[i] >> 8);
        }
        return bytes;
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    private static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
