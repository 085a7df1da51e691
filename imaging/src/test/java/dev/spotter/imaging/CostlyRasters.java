package dev.spotter.imaging;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The GIF and BMP images that take longest to decode. */
final class CostlyRasters {
    private static final int SIDE = 7_071;
    private static final int ALL_BYTES = 10_000_000;
    private static final int RUNS_OF_8_BITS = 1;
    private static final int RUNS_OF_4_BITS = 2;
    private static final int BMP_HEADER_BYTES = 54;

    private CostlyRasters() {}

    static Map<String, Supplier<byte[]>> gifs() {
        Map<String, Supplier<byte[]>> images = new TreeMap<>();
        images.put("long strings", () -> gif(SIDE, SIDE, true).build().toByteArray());
        images.put(
                "long strings, interlaced",
                () -> gif(SIDE, SIDE, true).interlaced().build().toByteArray());
        images.put(
                "high, interlaced",
                () -> gif(2_500, 20_000, true).interlaced().build().toByteArray());
        images.put(
                "codes that clear the table",
                () -> gif(2_000, 2_000, false).build().toByteArray());
        images.put("small frame", () -> new GifBuilder(SIDE, SIDE)
                .frame(0, 0, 1, 1)
                .pixels(0)
                .build()
                .toByteArray());
        images.put("3,300,000 extensions", () -> new GifBuilder(1, 1)
                .between(repeated(ALL_BYTES / 3, 0x21, 0xFE, 0))
                .pixels(0)
                .build()
                .toByteArray());
        images.put("thousands of frames", () -> manyFrames());
        return images;
    }

    static Map<String, Supplier<byte[]>> bmps() {
        Map<String, Supplier<byte[]>> images = new TreeMap<>();
        images.put("1 bit", () -> bmp(SIDE, 1, 0, new int[(SIDE + 31) / 32 * 4 * SIDE]));
        images.put("runs of 8 bits", () -> bmp(SIDE, 8, RUNS_OF_8_BITS, rows(20, 3)));
        images.put("runs of 4 bits", () -> bmp(SIDE, 4, RUNS_OF_4_BITS, rows(20, 0x3F)));
        images.put("runs beyond the row", () -> bmp(SIDE, 8, RUNS_OF_8_BITS, repeated(ALL_BYTES / 2, 255, 1)));
        images.put("jumps to nowhere", () -> bmp(SIDE, 8, RUNS_OF_8_BITS, repeated(ALL_BYTES / 4, 0, 2, 0, 0)));
        images.put("ends of rows", () -> bmp(SIDE, 8, RUNS_OF_8_BITS, repeated(ALL_BYTES / 2, 0, 0)));
        images.put("ends at once", () -> bmp(SIDE, 8, RUNS_OF_8_BITS, new int[] {0, 1}));
        return images;
    }

    private static int[] repeated(int times, int... values) {
        int[] all = new int[times * values.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = values[i % values.length];
        }
        return all;
    }

    private static int[] rows(int run, int value) {
        int[] row = repeated(SIDE / run + 2, run, value);
        row[row.length - 2] = 0;
        row[row.length - 1] = 0;
        return repeated(SIDE, row);
    }

    /** Each code is one longer than the one before, or clears the table, so that all codes have as few bits. */
    private static GifBuilder gif(int width, int height, boolean longStrings) {
        GifBuilder gif = new GifBuilder(width, height);
        LowBits codes = new LowBits();
        codes.put(256, 9);
        long pixels = 0;
        int free = 257;
        for (int length = 1; pixels < (long) width * height + 4_096; length = free < 4_096 ? length + 1 : length) {
            int bits = 32 - Integer.numberOfLeadingZeros(Math.min(free, 4_095));
            codes.put(pixels == 0 || !longStrings ? 0 : Math.min(free, 4_095), bits);
            pixels += longStrings ? length : 1;
            if (longStrings) {
                free = Math.min(4_096, free + 1);
            } else {
                codes.put(256, bits);
            }
        }
        return gif.blocks(blocks(codes.toByteArray()));
    }

    private static byte[] manyFrames() {
        byte[] one = new GifBuilder(100, 100).pixels(new int[10]).build().toByteArray();
        byte[] first = gif(3_000, 3_000, true).build().toByteArray();
        byte[] file = Arrays.copyOf(first, ALL_BYTES);
        int frame = GifFrameOffset.of(one);
        for (int at = first.length - 1; at + one.length < file.length; at += one.length - 1 - frame) {
            System.arraycopy(one, frame, file, at, one.length - 1 - frame);
        }
        return file;
    }

    private static byte[] blocks(byte[] codes) {
        ByteArrayOutputStream blocks = new ByteArrayOutputStream();
        blocks.write(8);
        for (int at = 0; at < codes.length; at += 255) {
            int bytes = Math.min(255, codes.length - at);
            blocks.write(bytes);
            blocks.write(codes, at, bytes);
        }
        blocks.write(0);
        return blocks.toByteArray();
    }

    private static byte[] bmp(int side, int bits, int compression, int[] data) {
        int start = BMP_HEADER_BYTES + (4 << bits);
        ByteBuffer file = ByteBuffer.allocate(start + data.length).order(ByteOrder.LITTLE_ENDIAN);
        file.put((byte) 'B').put((byte) 'M').putInt(file.capacity()).putInt(0).putInt(start);
        file.putInt(40).putInt(side).putInt(side).putShort((short) 1).putShort((short) bits);
        file.putInt(compression).position(start);
        for (int value : data) {
            file.put((byte) value);
        }
        return file.array();
    }
}
