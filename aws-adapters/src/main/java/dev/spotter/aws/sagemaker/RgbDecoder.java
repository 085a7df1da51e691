package dev.spotter.aws.sagemaker;

import dev.spotter.core.error.DamagedImageException;
import dev.spotter.core.error.UnsupportedImageException;
import dev.spotter.core.image.ImageBytes;
import dev.spotter.core.image.ImageFormat;
import dev.spotter.core.image.ImageHeader;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Decodes with the ImageIO readers that are there: the JDK's for JPEG, PNG, GIF, BMP and TIFF, others where their
 * plug-in is on the class path. Of an animation the first frame.
 */
final class RgbDecoder {
    /** Networks look at some 224 to 600 pixels a side; more than this many only costs bytes. */
    static final int MAX_SIDE_PIXELS = 2048;

    private RgbDecoder() {}

    /** The picture as stored, not turned; a large one with every n-th pixel only. */
    static BufferedImage decode(ImageBytes image, ImageHeader header) {
        ImageReader reader = reader(header.format());
        try (MemoryCacheImageInputStream in = new MemoryCacheImageInputStream(image.stream())) {
            reader.setInput(in, true, true);
            return RgbPixels.of(reader.read(0, reduced(reader, header)), header.format());
        } catch (IIOException e) {
            throw header.format() == ImageFormat.JPEG && "Unsupported Image Type".equals(e.getMessage())
                    ? unsupported("JPEG in CMYK")
                    : damaged(header, e);
        } catch (UnsupportedImageException e) {
            throw e;
        } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError e) {
            // Readers meet damage with all of these.
            throw damaged(header, e);
        } finally {
            reader.dispose();
        }
    }

    static UnsupportedImageException unsupported(String form) {
        List<String> readable = Arrays.stream(ImageFormat.values())
                .filter(format -> readers(format).hasNext())
                .map(ImageFormat::displayName)
                .toList();
        return new UnsupportedImageException(form + " cannot be converted to what the endpoint reads", readable);
    }

    private static ImageReader reader(ImageFormat format) {
        Iterator<ImageReader> readers = readers(format);
        if (!readers.hasNext()) {
            throw unsupported(format.displayName());
        }
        return readers.next();
    }

    private static Iterator<ImageReader> readers(ImageFormat format) {
        return ImageIO.getImageReadersByMIMEType(format.mediaType());
    }

    private static ImageReadParam reduced(ImageReader reader, ImageHeader header) {
        long side = Math.max(header.widthPixels(), header.heightPixels());
        int step = Math.toIntExact((side + MAX_SIDE_PIXELS - 1) / MAX_SIDE_PIXELS);
        ImageReadParam param = reader.getDefaultReadParam();
        param.setSourceSubsampling(step, step, 0, 0);
        return param;
    }

    private static DamagedImageException damaged(ImageHeader header, Throwable cause) {
        return new DamagedImageException(
                "the %s image is damaged: it cannot be decoded"
                        .formatted(header.format().displayName()),
                cause);
    }
}
