package dev.spotter.imaging;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.spotter.core.image.ImageBytes;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageIO;

/** Images made for tests. */
final class TestImages {
    private TestImages() {}

    /** Red to the right, green downwards, blue by both. */
    static BufferedImage gradient(int width, int height, int type) {
        BufferedImage image = new BufferedImage(width, height, type);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int red = x * 255 / width;
                int green = y * 255 / height;
                image.setRGB(x, y, 0xFF000000 | red << 16 | green << 8 | (red + green) / 2);
            }
        }
        return image;
    }

    static ImageBytes encoded(BufferedImage image, String format) {
        try {
            ImageIO.setUseCache(false);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            if (!ImageIO.write(image, format, bytes)) {
                throw new IllegalStateException("no writer for " + format);
            }
            return ImageBytes.wrap(bytes.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A PNG of one colour, written row by row, with further chunks before its data. */
    static ImageBytes png(int width, int height, int bitDepth, int colourType, byte[] row, byte[]... chunks) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            bytes.write("\u0089PNG\r\n\u001A\n".getBytes(ISO_8859_1));
            ByteArrayOutputStream header = new ByteArrayOutputStream();
            DataOutputStream fields = new DataOutputStream(header);
            fields.writeInt(width);
            fields.writeInt(height);
            fields.write(new byte[] {(byte) bitDepth, (byte) colourType, 0, 0, 0});
            bytes.write(chunk("IHDR", header.toByteArray()));
            for (byte[] chunk : chunks) {
                bytes.write(chunk);
            }
            bytes.write(chunk("IDAT", deflated(row, height)));
            bytes.write(chunk("IEND", new byte[0]));
            return ImageBytes.wrap(bytes.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A chunk with its length and checksum. */
    static byte[] chunk(String name, byte[] data) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream chunk = new DataOutputStream(bytes);
        chunk.writeInt(data.length);
        byte[] named = (name + new String(data, ISO_8859_1)).getBytes(ISO_8859_1);
        chunk.write(named);
        CRC32 checksum = new CRC32();
        checksum.update(named);
        chunk.writeInt((int) checksum.getValue());
        return bytes.toByteArray();
    }

    /** A row, repeated, each after a filter byte of 0, compressed. */
    static byte[] deflated(byte[] row, int times) throws IOException {
        byte[] filtered = new byte[row.length + 1];
        System.arraycopy(row, 0, filtered, 1, row.length);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Deflater fast = new Deflater(Deflater.BEST_SPEED);
        try (DeflaterOutputStream out = new DeflaterOutputStream(bytes, fast, 1 << 16)) {
            for (int i = 0; i < times; i++) {
                out.write(filtered);
            }
        } finally {
            fast.end();
        }
        return bytes.toByteArray();
    }

    /** A row of one byte, repeated. */
    static byte[] row(int bytes, int value) {
        byte[] row = new byte[bytes];
        Arrays.fill(row, (byte) value);
        return row;
    }
}
