package dev.spotter.page;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.spotter.devserver.Samples;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageIO;

/** Files that a person may drop on the page. */
final class UploadFiles {
    private UploadFiles() {}

    /** A sample under another name. */
    static Path sample(Path directory, String sample, String name) throws IOException {
        return Files.write(directory.resolve(name), Samples.bytes(sample));
    }

    static Path coffee(Path directory) throws IOException {
        return sample(directory, "coffee.png", "coffee.png");
    }

    /** The coffee enlarged to two million pixels, as a camera's JPEG. */
    static Path twoMegapixels(Path directory) throws IOException {
        Path file = directory.resolve("two megapixels.jpg");
        ImageIO.write(enlarged(1_732, 1_155), "jpeg", file.toFile());
        return file;
    }

    /** The coffee enlarged to a BMP of 20 MB, whose name says nothing of its format. */
    static Path twentyMegabytes(Path directory) throws IOException {
        BufferedImage large = enlarged(3_200, 2_133);
        Path file = directory.resolve("large");
        ImageIO.write(large, "bmp", file.toFile());
        return file;
    }

    private static BufferedImage enlarged(int width, int height) throws IOException {
        BufferedImage coffee = ImageIO.read(new ByteArrayInputStream(Samples.bytes("coffee.png")));
        BufferedImage large = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = large.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        graphics.drawImage(coffee, 0, 0, width, height, Color.WHITE, null);
        graphics.dispose();
        return large;
    }

    /** The coffee with bytes after its end, so many that it has {@code sizeBytes}. */
    static Path padded(Path directory, String name, int sizeBytes) throws IOException {
        return Files.write(directory.resolve(name), Arrays.copyOf(Samples.bytes("coffee.png"), sizeBytes));
    }

    static Path text(Path directory) throws IOException {
        return Files.writeString(directory.resolve("notes.jpg"), "No image at all.");
    }

    /** A PNG whose header is whole and whose pixels are torn. */
    static Path damaged(Path directory) throws IOException {
        return Files.write(directory.resolve("torn.png"), Arrays.copyOf(Samples.bytes("coffee.png"), 200_000));
    }

    /** A PNG that claims 60,000 x 60,000 pixels. */
    static Path bomb(Path directory) throws IOException {
        byte[] bomb = Samples.bytes("coffee.png");
        ByteBuffer.wrap(bomb).putInt(16, 60_000).putInt(20, 60_000);
        return Files.write(directory.resolve("huge.png"), bomb);
    }

    /**
     * A black PNG of four channels of 16 bits. The longer its side, the longer a server takes for it, though it has few
     * bytes.
     */
    static byte[] black(int side) throws IOException {
        ByteArrayOutputStream pixels = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater =
                new DeflaterOutputStream(pixels, new Deflater(Deflater.BEST_SPEED), 1 << 16)) {
            byte[] row = new byte[1 + side * 8];
            for (int y = 0; y < side; y++) {
                deflater.write(row);
            }
        }
        byte[] header = ByteBuffer.allocate(13)
                .putInt(side)
                .putInt(side)
                .put(new byte[] {16, 6, 0, 0, 0})
                .array();
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(png)) {
            out.writeLong(0x89504E470D0A1A0AL);
            writeChunk(out, "IHDR", header);
            writeChunk(out, "IDAT", pixels.toByteArray());
            writeChunk(out, "IEND", new byte[0]);
        }
        return png.toByteArray();
    }

    private static void writeChunk(DataOutputStream out, String type, byte[] data) throws IOException {
        CRC32 checksum = new CRC32();
        checksum.update(type.getBytes(US_ASCII));
        checksum.update(data);
        out.writeInt(data.length);
        out.writeBytes(type);
        out.write(data);
        out.writeInt((int) checksum.getValue());
    }
}
