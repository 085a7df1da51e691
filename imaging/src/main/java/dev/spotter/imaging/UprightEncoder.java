package dev.spotter.imaging;

import dev.spotter.core.image.ImageBytes;
import dev.spotter.core.image.ImageFormat;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Encodes pixels as JPEG or PNG, upright, with the JDK's writers. */
final class UprightEncoder {
    /** At this quality, the best scores of the samples move by 0.024 at most. */
    private static final float JPEG_QUALITY = 0.95f;

    private static final int CHANNELS = 3;

    private UprightEncoder() {}

    /** @param target JPEG or PNG */
    static ImageBytes encode(PixelRows stored, OrientationTransform transform, ImageFormat target) throws IOException {
        ImageWriter writer = JdkCodecs.writer(target);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            ImageWriteParam param = writer.getDefaultWriteParam();
            if (target == ImageFormat.JPEG) {
                param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                param.setCompressionQuality(JPEG_QUALITY);
            }
            writer.write(null, new IIOImage(upright(stored, transform), null, null), param);
        } finally {
            writer.dispose();
        }
        return ImageBytes.wrap(bytes.toByteArray());
    }

    private static BufferedImage upright(PixelRows stored, OrientationTransform transform) {
        int width = stored.widthPixels();
        int height = stored.heightPixels();
        BufferedImage upright = transform.swap()
                ? new BufferedImage(height, width, BufferedImage.TYPE_INT_RGB)
                : new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        int[] pixels = ((DataBufferInt) upright.getRaster().getDataBuffer()).getData();
        byte[] row = new byte[width * CHANNELS];
        for (int y = 0; y < height; y++) {
            stored.read(y, row);
            for (int x = 0; x < width; x++) {
                pixels[transform.uprightIndex(x, y, width, height)] = packed(row, x * CHANNELS);
            }
        }
        return upright;
    }

    private static int packed(byte[] row, int at) {
        return (row[at] & 0xFF) << 16 | (row[at + 1] & 0xFF) << 8 | (row[at + 2] & 0xFF);
    }
}
