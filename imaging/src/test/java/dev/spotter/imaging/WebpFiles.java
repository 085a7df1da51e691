package dev.spotter.imaging;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Objects;

/** The WebP files among the test's resources, and ones that no encoder makes. */
final class WebpFiles {
    private WebpFiles() {}

    static List<String> names() throws IOException {
        return new String(read("pixels.txt"), UTF_8)
                .lines()
                .map(line -> line.split(" ", 2)[0])
                .toList();
    }

    static byte[] read(String name) throws IOException {
        try (InputStream in = WebpFiles.class.getResourceAsStream("webp/" + name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        }
    }

    /** A lossless image with many groups of prefix codes, each of which takes no bits in the image itself. */
    static byte[] manyCodeGroups(int width, int height, int groups) {
        LowBits bits = new LowBits();
        bits.put(0x2F, 8).put(width - 1, 14).put(height - 1, 14).put(0, 4);
        // No transform, no cache, many groups, for squares of 512 pixels.
        bits.put(0, 1).put(0, 1).put(1, 1).put(7, 3);
        codeGroupNumber(bits, groups - 1);
        for (int i = 0; i < groups; i++) {
            largeCodes(bits);
        }
        bits.put(0, 64);
        return file("VP8L", bits.toByteArray());
    }

    /** An image of one colour: the number of the last group in red and green. */
    private static void codeGroupNumber(LowBits bits, int number) {
        bits.put(0, 1);
        oneSymbol(bits, number & 0xFF);
        oneSymbol(bits, number >> 8);
        oneSymbol(bits, 0);
        oneSymbol(bits, 0);
        oneSymbol(bits, 0);
    }

    private static void oneSymbol(LowBits bits, int symbol) {
        bits.put(1, 1).put(0, 1).put(1, 1).put(symbol, 8);
    }

    /** Four codes of 256 symbols, eight bits each, told in a few bits, and one for distances. */
    private static void largeCodes(LowBits bits) {
        for (int i = 0; i < 4; i++) {
            // 12 code lengths in the order 17, 18, 0, 1, 2, 3, 4, 5, 16, 6, 7, 8: only the last occurs, so it takes no
            // bits.
            bits.put(0, 1).put(8, 4).put(0, 11 * 3).put(1, 3);
            if (i == 0) {
                // Lengths for 256 of the 280 symbols.
                bits.put(1, 1).put(3, 3).put(254, 8);
            } else {
                bits.put(0, 1);
            }
        }
        oneSymbol(bits, 0);
    }

    static byte[] file(String chunk, byte[] data) {
        int padded = data.length + (data.length & 1);
        ByteBuffer file = ByteBuffer.allocate(20 + padded).order(ByteOrder.LITTLE_ENDIAN);
        file.put("RIFF".getBytes(UTF_8)).putInt(12 + padded).put("WEBP".getBytes(UTF_8));
        file.put(chunk.getBytes(UTF_8)).putInt(data.length).put(data);
        return file.array();
    }
}
