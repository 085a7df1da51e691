package dev.spotter.imaging;

import dev.spotter.core.image.ImageFormat;
import dev.spotter.core.image.ImageLimits;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.ByteBuffer;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;

/** Reads the first frame of one image by a codec of the JDK. Close it after use. */
final class FrameReader implements AutoCloseable {
    private final ImageReader reader;

    private FrameReader(ImageReader reader) {
        this.reader = reader;
    }

    static FrameReader open(ImageFormat format, ByteBuffer bytes) throws IOException {
        return open(format, new BufferImageInput(bytes));
    }

    static FrameReader open(ImageFormat format, BufferImageInput input) throws IOException {
        ImageReader reader = JdkCodecs.reader(format);
        reader.setInput(input, true, true);
        return new FrameReader(reader);
    }

    /** Checks the size that the codec found, which may be larger than the size in the header that was checked first. */
    void check(ImageLimits limits) throws IOException {
        limits.checkPixels(widthPixels(), heightPixels());
    }

    int widthPixels() throws IOException {
        return reader.getWidth(0);
    }

    int heightPixels() throws IOException {
        return reader.getHeight(0);
    }

    /** The samples that the axes keep, in the codec's usual layout. */
    BufferedImage read(SampledAxis x, SampledAxis y) throws IOException {
        return reader.read(0, keeping(x, y));
    }

    /** The samples that the axes keep in a window, as they are stored. */
    Raster readRaster(SampledAxis x, SampledAxis y, Window window) throws IOException {
        ImageReadParam param = keeping(x, y);
        Rectangle region = new Rectangle(
                window.left() * x.factor(),
                window.top() * y.factor(),
                (window.right() - window.left()) * x.factor(),
                (window.bottom() - window.top()) * y.factor());
        param.setSourceRegion(region.intersection(new Rectangle(x.sizePixels(), y.sizePixels())));
        return reader.readRaster(0, param);
    }

    private ImageReadParam keeping(SampledAxis x, SampledAxis y) {
        ImageReadParam param = reader.getDefaultReadParam();
        param.setSourceSubsampling(x.factor(), y.factor(), x.offset(), y.offset());
        return param;
    }

    @Override
    public void close() {
        reader.dispose();
    }
}
