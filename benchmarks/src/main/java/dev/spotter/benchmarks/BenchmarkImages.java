package dev.spotter.benchmarks;

import dev.spotter.core.internal.WholeFile;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/**
 * The images that are measured: JPEG files of 4:3, made once from the samples, which cover them as tiles of twice
 * their size.
 */
final class BenchmarkImages {
    /** Its file is of about 300 KB. */
    static final String UPLOAD = "upload";

    private static final List<String> SAMPLES = List.of("rocket.jpg", "coffee.png", "chelsea.png", "camera.png");
    private static final float QUALITY = 0.9f;
    private static final int UPLOAD_BYTES = 300_000;
    private static final double UPLOAD_MEGAPIXELS = 2;

    private BenchmarkImages() {}

    /**
     * An image's file.
     *
     * @param size in millions of pixels, or {@link #UPLOAD}
     */
    static Path file(String size) throws IOException {
        Path file = Checkout.target().resolve("images").resolve(size + ".jpg");
        if (!Files.exists(file)) {
            Files.createDirectories(file.getParent());
            byte[] jpeg = size.equals(UPLOAD) ? upload() : jpeg(tiled(Double.parseDouble(size)), QUALITY);
            WholeFile.write(file, out -> out.write(jpeg));
        }
        return file;
    }

    static byte[] bytes(String size) throws IOException {
        return Files.readAllBytes(file(size));
    }

    private static byte[] upload() throws IOException {
        BufferedImage image = tiled(UPLOAD_MEGAPIXELS);
        float quality = QUALITY;
        byte[] bytes = jpeg(image, quality);
        while (bytes.length > UPLOAD_BYTES) {
            quality -= 0.05f;
            bytes = jpeg(image, quality);
        }
        return bytes;
    }

    private static BufferedImage tiled(double megapixels) throws IOException {
        int width = (int) Math.round(Math.sqrt(megapixels * 1e6 * 4 / 3));
        BufferedImage image = new BufferedImage(width, width * 3 / 4, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        int tile = 0;
        for (int y = 0; y < image.getHeight(); ) {
            int rowHeight = image.getHeight();
            for (int x = 0; x < width; tile++) {
                BufferedImage sample = ImageIO.read(Checkout.file("samples")
                        .resolve(SAMPLES.get(tile % SAMPLES.size()))
                        .toFile());
                graphics.drawImage(sample, x, y, sample.getWidth() * 2, sample.getHeight() * 2, null);
                x += sample.getWidth() * 2;
                rowHeight = Math.min(rowHeight, sample.getHeight() * 2);
            }
            y += rowHeight;
        }
        graphics.dispose();
        return image;
    }

    private static byte[] jpeg(BufferedImage image, float quality) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ImageWriteParam param = writer.getDefaultWriteParam();
        param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        param.setCompressionQuality(quality);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), param);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
