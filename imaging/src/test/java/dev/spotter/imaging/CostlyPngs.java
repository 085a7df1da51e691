package dev.spotter.imaging;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.zip.DeflaterOutputStream;

/** The PNG images that take longest to decode: bombs of rows with the slowest filter, and floods of chunks. */
final class CostlyPngs {
    private static final int SIDE = 7_071;
    /** Within the limit on the bytes of rows. */
    private static final int SIDE_OF_16_BITS = 5_590;

    private static final int GREY = 0;
    private static final int PALETTE = 3;
    private static final int GREY_ALPHA = 4;
    private static final int RGBA = 6;
    private static final byte PAETH = 4;
    private static final int[][] ONE_PASS = {{0, 0, 1, 1}};
    /** Of Adam7: first column and row, steps right and down. */
    private static final int[][] PASSES = {
        {0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}
    };

    private CostlyPngs() {}

    static Map<String, Supplier<byte[]>> all() {
        Map<String, Supplier<byte[]>> images = new TreeMap<>();
        images.put("8 bits, RGBA", () -> rgba(SIDE));
        images.put("8 bits, RGBA, interlaced", () -> png(SIDE, SIDE, 8, RGBA, true));
        images.put("16 bits, RGBA", () -> png(SIDE_OF_16_BITS, SIDE_OF_16_BITS, 16, RGBA, false));
        images.put("16 bits, RGBA, interlaced", () -> png(SIDE_OF_16_BITS, SIDE_OF_16_BITS, 16, RGBA, true));
        images.put("16 bits, grey and alpha, interlaced", () -> png(SIDE, SIDE, 16, GREY_ALPHA, true));
        images.put("16 bits, grey", () -> png(SIDE, SIDE, 16, GREY, false));
        images.put("palette, 8 bits", () -> png(SIDE, SIDE, 8, PALETTE, false, chunk("PLTE", new byte[768])));
        images.put("palette, 1 bit, interlaced", () -> png(SIDE, SIDE, 1, PALETTE, true, chunk("PLTE", new byte[6])));
        images.put("high, interlaced", () -> png(2_500, 20_000, 8, RGBA, true));
        images.put("wide, interlaced", () -> png(20_000, 2_500, 8, RGBA, true));
        images.put("texts and a profile of a gigabyte", CostlyPngs::texts);
        images.put("800,000 texts", () -> flood("tEXt", 0, 800_000));
        images.put("600,000 palettes", () -> flood("PLTE", 3, 600_000));
        images.put("800,000 empty parts", () -> flood("IDAT", 0, 800_000));
        return images;
    }

    /** A square of random colours with the slowest filter. */
    static byte[] rgba(int side) {
        return png(side, side, 8, RGBA, false);
    }

    private static byte[] texts() {
        byte[] zeros = deflated(new byte[1 << 20], 1_024);
        byte[] text = ByteBuffer.allocate(zeros.length + 3)
                .put((byte) 'a')
                .putShort((short) 0)
                .put(zeros)
                .array();
        return png(100, 100, 8, RGBA, false, chunk("iCCP", text), chunk("zTXt", text));
    }

    private static byte[] flood(String name, int bytes, int count) {
        byte[] chunk = chunk(name, new byte[bytes]);
        ByteBuffer all = ByteBuffer.allocate(chunk.length * count);
        for (int i = 0; i < count; i++) {
            all.put(chunk);
        }
        return png(100, 100, 8, RGBA, false, all.array());
    }

    private static byte[] png(int width, int height, int bits, int colourType, boolean interlaced, byte[]... chunks) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes("\u0089PNG\r\n\u001A\n".getBytes(ISO_8859_1));
        file.writeBytes(chunk(
                "IHDR",
                ByteBuffer.allocate(13)
                        .putInt(width)
                        .putInt(height)
                        .put(new byte[] {(byte) bits, (byte) colourType, 0, 0, (byte) (interlaced ? 1 : 0)})
                        .array()));
        for (byte[] chunk : chunks) {
            file.writeBytes(chunk);
        }
        int pixelBits = bits * WorkLimit.samplesOfPng((byte) colourType);
        file.writeBytes(chunk("IDAT", data(width, height, pixelBits, interlaced ? PASSES : ONE_PASS)));
        file.writeBytes(chunk("IEND", new byte[0]));
        return file.toByteArray();
    }

    private static byte[] data(int width, int height, int pixelBits, int[][] passes) {
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(data)) {
            for (int[] pass : passes) {
                int columns = (width - pass[0] + pass[2] - 1) / pass[2];
                byte[] row = noise(1 + (columns * pixelBits + 7) / 8);
                row[0] = PAETH;
                for (int y = pass[1]; y < height; y += pass[3]) {
                    out.write(row);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return data.toByteArray();
    }

    /** Random bytes that repeat within the window of the compression, so that they compress well. */
    private static byte[] noise(int bytes) {
        byte[] period = new byte[16_001];
        new Random(20_261_127).nextBytes(period);
        byte[] noise = new byte[bytes];
        for (int i = 0; i < bytes; i++) {
            noise[i] = period[i % period.length];
        }
        return noise;
    }

    /** Bytes, repeated, compressed. */
    static byte[] deflated(byte[] bytes, int times) {
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(data)) {
            for (int i = 0; i < times; i++) {
                out.write(bytes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return data.toByteArray();
    }

    private static byte[] chunk(String name, byte[] data) {
        try {
            return TestImages.chunk(name, data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
