package dev.spotter.imaging;

import dev.spotter.core.internal.BufferInput;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/**
 * Decompresses one plane of a TIFF image, part by part, in memory that it keeps. Not thread-safe. Close it after use.
 */
final class TiffDecompression implements AutoCloseable {
    private static final int BUFFER_BYTES = 4_096;
    private static final int LOWEST_BIT_FIRST = 2;

    private final TiffLayout layout;
    private final boolean reversed;
    private final TiffFax fax;
    private final TiffJpeg jpeg;
    private final LzwTable codes = new LzwTable();
    private final Inflater inflater = new Inflater();

    TiffDecompression(TiffEntries entries, TiffLayout layout) throws MalformedImageException {
        this.layout = layout;
        this.reversed =
                layout.compression() != TiffLayout.JPEG && entries.value(TiffEntries.FILL_ORDER, 1) == LOWEST_BIT_FIRST;
        this.fax = new TiffFax(entries, layout.compression());
        this.jpeg = new TiffJpeg(entries, layout.samplesTogether());
    }

    /** The decompressed rows of a part, with subsampled colours widened to three samples a pixel. */
    InputStream open(ByteBuffer bytes, TiffPart part) throws IOException {
        InputStream rows = decompressed(reversed ? withBitsReversed(bytes) : bytes, part);
        return layout.isSubsampled()
                ? new SubsampledInput(rows, part.widthPixels(), layout.subsampledAcross(), layout.subsampledDown())
                : rows;
    }

    private InputStream decompressed(ByteBuffer bytes, TiffPart part) throws IOException {
        return switch (layout.compression()) {
            case TiffLayout.UNCOMPRESSED -> new BufferInput(bytes);
            case TiffLayout.PACK_BITS -> new PackBitsInput(bytes);
            case TiffLayout.LZW -> lzw(bytes);
            case TiffLayout.JPEG -> jpeg.open(bytes, part.widthPixels(), part.heightPixels(), part.visibleRows());
            case TiffLayout.DEFLATE, TiffLayout.OLD_DEFLATE -> inflated(bytes);
            default -> fax.open(bytes, part.widthPixels(), part.heightPixels());
        };
    }

    private InputStream lzw(ByteBuffer bytes) {
        if (LzwInput.isOfOldForm(bytes)) {
            throw UnsupportedTiff.that("is compressed by LZW in its form before TIFF 5.0");
        }
        return new LzwInput(bytes, codes);
    }

    private InputStream inflated(ByteBuffer bytes) {
        inflater.reset();
        return new InflaterInputStream(new BufferInput(bytes), inflater, BUFFER_BYTES);
    }

    private static ByteBuffer withBitsReversed(ByteBuffer bytes) {
        ByteBuffer reversed = ByteBuffer.allocate(bytes.remaining());
        while (bytes.hasRemaining()) {
            reversed.put((byte) (Integer.reverse(bytes.get()) >>> 24));
        }
        return reversed.flip();
    }

    @Override
    public void close() {
        inflater.end();
    }
}
