package dev.spotter.imaging;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/**
 * Decompresses one plane of a TIFF image, part by part, in memory that it keeps. Not thread-safe. Close it after use.
 */
final class TiffPlane implements AutoCloseable {
    private static final int BUFFER_BYTES = 4_096;
    private static final int LOWEST_BIT_FIRST = 2;

    private final TiffForm form;
    private final boolean reversed;
    private final TiffFax fax;
    private final TiffJpeg jpeg;
    private final LzwTable codes = new LzwTable();
    private final Inflater inflater = new Inflater();

    TiffPlane(TiffEntries entries, TiffForm form) throws MalformedImageException {
        this.form = form;
        this.reversed =
                form.compression() != TiffForm.JPEG && entries.value(TiffEntries.FILL_ORDER, 1) == LOWEST_BIT_FIRST;
        this.fax = new TiffFax(entries, form.compression());
        this.jpeg = new TiffJpeg(entries, form.samplesTogether());
    }

    /** The decompressed rows of a part, with subsampled colours widened to three samples a pixel. */
    InputStream open(ByteBuffer bytes, TiffPart part) throws IOException {
        InputStream rows = decompressed(reversed ? withBitsReversed(bytes) : bytes, part);
        return form.isSubsampled()
                ? new SubsampledInput(rows, part.widthPixels(), form.subsampledAcross(), form.subsampledDown())
                : rows;
    }

    private InputStream decompressed(ByteBuffer bytes, TiffPart part) throws IOException {
        return switch (form.compression()) {
            case TiffForm.UNCOMPRESSED -> new BufferInput(bytes);
            case TiffForm.PACK_BITS -> new PackBitsInput(bytes);
            case TiffForm.LZW -> lzw(bytes);
            case TiffForm.JPEG -> jpeg.open(bytes, part.widthPixels(), part.heightPixels(), part.visibleRows());
            case TiffForm.DEFLATE, TiffForm.OLD_DEFLATE -> inflated(bytes);
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
