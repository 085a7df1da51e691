package dev.spotter.imaging;

import dev.spotter.core.error.DamagedImageException;
import dev.spotter.core.error.UnsupportedImageException;
import dev.spotter.core.image.ImageBytes;
import dev.spotter.core.image.ImageFormat;
import dev.spotter.core.image.ImageHeader;
import java.awt.image.DataBufferByte;
import java.awt.image.PixelInterleavedSampleModel;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Parts that are JPEG files, without the tables that they share (TIFF Technical Note 2). Each is held whole. */
final class TiffJpeg {
    private static final int MARKER_BYTES = 2;
    /** All tables that JPEG can have take some 4 KB. */
    private static final int MAX_TABLES_BYTES = 1 << 14;

    private static final short START_OF_IMAGE = (short) 0xFFD8;

    private final ByteBuffer tables;
    private final int components;
    private long visitedSamples;

    /** @param components of each part */
    TiffJpeg(TiffEntries entries, int components) throws MalformedImageException {
        this.tables = tables(entries.bytes(TiffEntries.JPEG_TABLES));
        this.components = components;
    }

    /** The rows, the samples of each pixel together. */
    InputStream open(ByteBuffer part, int widthPixels, int heightPixels, int visibleRows) throws IOException {
        ByteBuffer file = joined(part);
        checkForm(file);
        JpegSource source = JpegStripper.strip(file);
        check(source.frame(), widthPixels, heightPixels, visibleRows);
        try (FrameReader reader = FrameReader.open(ImageFormat.JPEG, source.bytes())) {
            SampledAxis x = new SampledAxis(reader.widthPixels(), 1, 0);
            SampledAxis y = new SampledAxis(reader.heightPixels(), 1, 0);
            return new ByteArrayInputStream(samples(reader.readRaster(x, y, Window.whole(x, y))));
        }
    }

    private static ByteBuffer tables(ByteBuffer stream) throws MalformedImageException {
        if (stream.limit() > MAX_TABLES_BYTES) {
            throw new MalformedImageException("its JPEG tables have %,d bytes".formatted(stream.limit()));
        }
        return SharedJpegTables.reduced(stream);
    }

    private ByteBuffer joined(ByteBuffer part) {
        int size = part.remaining() + tables.limit();
        ByteBuffer file = ByteBuffer.allocate(size + JpegStripper.MAX_ADDED_BYTES);
        if (part.remaining() >= MARKER_BYTES) {
            file.putShort(part.getShort()).put(tables.duplicate()).put(part);
        }
        return file.flip();
    }

    /** Checks the header first, so that an unsupported file is not reported as damaged. */
    private static void checkForm(ByteBuffer file) throws MalformedImageException {
        byte[] bytes = new byte[file.limit()];
        file.get(0, bytes);
        if (bytes.length < MARKER_BYTES || file.getShort(0) != START_OF_IMAGE) {
            throw new MalformedImageException("a JPEG inside has no frame header before its data");
        }
        try {
            ImageHeader.read(ImageBytes.wrap(bytes));
        } catch (UnsupportedImageException e) {
            throw UnsupportedTiff.that("has JPEG inside that is lossless, arithmetically coded or of 12 bits");
        } catch (DamagedImageException e) {
            throw new MalformedImageException("a JPEG inside has no frame header before its data");
        }
    }

    /**
     * Refuses a part that is larger than the directory says, because the limits were checked with the directory's size.
     */
    private void check(JpegFrame frame, int width, int height, int visibleRows) throws MalformedImageException {
        boolean fits = frame.widthPixels() == width
                && frame.heightPixels() >= visibleRows
                && frame.heightPixels() <= height
                && frame.components() == components;
        if (!fits) {
            throw new MalformedImageException(
                    "a JPEG inside has %d x %d pixels of %d samples where %d x %d of %d belong"
                            .formatted(
                                    frame.widthPixels(),
                                    frame.heightPixels(),
                                    frame.components(),
                                    width,
                                    height,
                                    components));
        }
        // The codec's image, and as much again that is copied where samples do not lie as they should.
        MemoryLimit.checkHeap(
                width, height, (long) width * height, components, "a strip or tile of TIFF with JPEG inside");
        MemoryLimit.checkNative(width, height, frame.coefficientBytes());
        visitedSamples += frame.visitedSamples();
        if (visitedSamples > WorkLimit.MAX_SAMPLES) {
            throw UnsupportedTiff.that("has JPEG inside of so many scans that decoding it is too much work");
        }
    }

    private byte[] samples(Raster raster) throws MalformedImageException {
        int[] inOrder = IntStream.range(0, components).toArray();
        if (raster.getSampleModel() instanceof PixelInterleavedSampleModel model
                && raster.getDataBuffer() instanceof DataBufferByte buffer
                && model.getPixelStride() == components
                && model.getScanlineStride() == components * raster.getWidth()
                && Arrays.equals(model.getBandOffsets(), inOrder)) {
            return buffer.getData();
        }
        throw new MalformedImageException("a JPEG inside has an unusual layout");
    }
}
