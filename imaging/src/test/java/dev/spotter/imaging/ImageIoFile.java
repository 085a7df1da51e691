package dev.spotter.imaging;

import dev.spotter.core.image.ImageBytes;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.function.Consumer;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Files that ImageIO writes. */
final class ImageIoFile {
    private ImageIoFile() {}

    /** @param options changes the writer's usual options */
    static ImageBytes of(BufferedImage image, String format, Consumer<ImageWriteParam> options) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
        ImageWriteParam how = writer.getDefaultWriteParam();
        options.accept(how);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), how);
        } finally {
            writer.dispose();
        }
        return ImageBytes.wrap(bytes.toByteArray());
    }

    /** @param sidePixels of each tile; 0 for none */
    static void tile(ImageWriteParam how, int sidePixels) {
        if (sidePixels > 0) {
            how.setTilingMode(ImageWriteParam.MODE_EXPLICIT);
            how.setTiling(sidePixels, sidePixels, 0, 0);
        }
    }
}
