package dev.spotter.imaging;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The WebP images that take longest to decode. */
final class CostlyWebps {
    private static final int SIDE = 7_071;
    /** Lossy with compressed transparency. */
    private static final int SIDE_WITH_ALPHA = 5_900;
    /** The largest first partition. */
    private static final int MODE_BYTES = 524_287;
    /** Random bits from this seed are an image that is smoothed at its edges and has many coefficients. */
    private static final int COSTLY = 17;

    private static final int SELECT = 11;
    private static final int GRADIENT = 12;
    private static final int HALF_GRADIENT = 13;
    private static final int SQUARE_BITS = 3;

    private CostlyWebps() {}

    static Map<String, Supplier<byte[]>> all() {
        Map<String, Supplier<byte[]>> images = new TreeMap<>();
        images.put("lossy", () -> WebpFiles.file("VP8 ", lossy(SIDE, 10_000_000)));
        images.put("lossy, fewer bytes", () -> WebpFiles.file("VP8 ", lossy(SIDE, 3_000_000)));
        images.put("lossless, selecting predictor", () -> WebpFiles.file("VP8L", lossless(SIDE, SELECT)));
        images.put("lossless, gradients", () -> WebpFiles.file("VP8L", lossless(SIDE, HALF_GRADIENT)));
        images.put("lossy with transparency", () -> transparent(SIDE_WITH_ALPHA, false));
        images.put("animated with transparency", () -> transparent(SIDE_WITH_ALPHA, true));
        images.put("14,000 groups of codes", () -> WebpFiles.manyCodeGroups(1, 1, 14_000));
        images.put("1,200,000 chunks", CostlyWebps::chunks);
        return images;
    }

    /** The largest transparent image, and any larger one. */
    static byte[] transparent(int side, boolean animated) {
        LowBits alpha = new LowBits().put(1 | 3 << 2, 8);
        pixels(alpha, side, SELECT);
        byte[] image = concat(chunk("ALPH", alpha.toByteArray()), chunk("VP8 ", lossy(side, 3_000_000)));
        if (animated) {
            image = chunk("ANMF", concat(frame(side), image));
        }
        byte[] header = ByteBuffer.allocate(10)
                .put(concat(new byte[] {(byte) (animated ? 0x12 : 0x10), 0, 0, 0}, number(side - 1), number(side - 1)))
                .array();
        byte[] content = concat("WEBP".getBytes(UTF_8), chunk("VP8X", header), image);
        return chunk("RIFF", content);
    }

    private static byte[] frame(int side) {
        return concat(new byte[6], number(side - 1), number(side - 1), new byte[4]);
    }

    private static byte[] number(int value) {
        return new byte[] {(byte) value, (byte) (value >> 8), (byte) (value >> 16)};
    }

    /** A key frame whose modes and coefficients are random bits. */
    private static byte[] lossy(int side, int bytes) {
        ByteBuffer frame = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
        new Random(COSTLY).nextBytes(frame.array());
        return frame.put(number(0x10 | MODE_BYTES << 5))
                .put(new byte[] {(byte) 0x9D, 1, 0x2A})
                .putShort((short) side)
                .putShort((short) side)
                .array();
    }

    private static byte[] lossless(int side, int predictor) {
        LowBits image =
                new LowBits().put(0x2F, 8).put(side - 1, 14).put(side - 1, 14).put(0, 4);
        pixels(image, side, predictor);
        return image.toByteArray();
    }

    /** Three transforms, and pixels of one bit each that go through a cache of colours. */
    private static void pixels(LowBits bits, int side, int predictor) {
        Random random = new Random(COSTLY);
        transform(bits, 0, side, random, predictor, GRADIENT);
        transform(bits, 1, side, random, 33, 99);
        bits.put(1, 1).put(2, 2);
        bits.put(0, 1).put(1, 1).put(11, 4).put(0, 1);
        codes(bits, 10, 200);
        bits.random(random, side * side);
    }

    /** Each square has one of two values. */
    private static void transform(LowBits bits, int kind, int side, Random random, int one, int other) {
        int squares = (side + (1 << SQUARE_BITS) - 1) >> SQUARE_BITS;
        bits.put(1, 1).put(kind, 2).put(SQUARE_BITS - 2, 3).put(0, 1);
        codes(bits, one, other);
        bits.random(random, squares * squares);
    }

    /** Two codes for green, and one for each of the others. */
    private static void codes(LowBits bits, int one, int other) {
        bits.put(1, 1).put(1, 1).put(1, 1).put(one, 8).put(other, 8);
        for (int symbol : new int[] {45, 77, 255, 0}) {
            bits.put(1, 1).put(0, 1).put(1, 1).put(symbol, 8);
        }
    }

    private static byte[] chunks() {
        byte[] image = WebpFiles.file("VP8L", lossless(8, SELECT));
        byte[] header = concat("WEBP".getBytes(UTF_8), chunk("VP8X", new byte[] {0, 0, 0, 0, 7, 0, 0, 7, 0, 0}));
        ByteBuffer file = ByteBuffer.allocate(header.length + 8 * 1_200_000 + image.length - 12);
        file.put(header);
        byte[] empty = chunk("XMP ", new byte[0]);
        while (file.remaining() > image.length - 12) {
            file.put(empty);
        }
        return chunk("RIFF", file.put(image, 12, image.length - 12).array());
    }

    private static byte[] chunk(String name, byte[] data) {
        return ByteBuffer.allocate(8 + data.length + (data.length & 1))
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(name.getBytes(UTF_8))
                .putInt(data.length)
                .put(data)
                .array();
    }

    private static byte[] concat(byte[]... parts) {
        int bytes = 0;
        for (byte[] part : parts) {
            bytes += part.length;
        }
        ByteBuffer all = ByteBuffer.allocate(bytes);
        for (byte[] part : parts) {
            all.put(part);
        }
        return all.array();
    }
}
