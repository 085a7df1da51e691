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

/** A codec at work on the first frame of one picture; to be closed. */
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

    /** What the codec will decode, which may be more than the header that was checked before said. */
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
    BufferedImage read(Axis x, Axis y) throws IOException {
        return reader.read(0, keeping(x, y));
    }

    /** The samples that the axes keep in a window, as they are stored. */
    Raster readRaster(Axis x, Axis y, Window window) throws IOException {
        ImageReadParam param = keeping(x, y);
        Rectangle region = new Rectangle(
                window.left() * x.factor(),
                window.top() * y.factor(),
                (window.right() - window.left()) * x.factor(),
                (window.bottom() - window.top()) * y.factor());
        param.setSourceRegion(region.intersection(new Rectangle(x.sizePixels(), y.sizePixels())));
        return reader.readRaster(0, param);
    }

    private ImageReadParam keeping(Axis x, Axis y) {
        ImageReadParam param = reader.getDefaultReadParam();
        param.setSourceSubsampling(x.factor(), y.factor(), x.offset(), y.offset());
        return param;
    }

    @Override
    public void close() {
        reader.dispose();
    }
}
