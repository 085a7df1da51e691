package dev.spotter.imaging;

import dev.spotter.core.image.ImageFormat;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/** Parts that are compressed as faxes are (ITU-T T.4 and T.6): each is an image of its own for the JDK's codec. */
final class TiffFax {
    private static final int SHORT = 3;
    private static final int LONG = 4;
    private static final int ENTRY_BYTES = 12;
    private static final int HEADER_BYTES = 8;
    private static final int ENTRIES = 10;
    private static final int DATA_AT = HEADER_BYTES + 2 + ENTRIES * ENTRY_BYTES + 4;

    private final int compression;
    private final int t4Options;
    private final int t6Options;

    TiffFax(TiffEntries entries, int compression) throws MalformedImageException {
        this.compression = compression;
        this.t4Options = (int) entries.value(TiffEntries.T4_OPTIONS, 0);
        this.t6Options = (int) entries.value(TiffEntries.T6_OPTIONS, 0);
    }

    /** The rows, eight pixels a byte. */
    InputStream open(ByteBuffer part, int widthPixels, int heightPixels) throws IOException {
        try (FrameReader reader = FrameReader.open(ImageFormat.TIFF, file(part, widthPixels, heightPixels))) {
            BufferedImage rows = reader.read(new SampledAxis(widthPixels, 1, 0), new SampledAxis(heightPixels, 1, 0));
            return new ByteArrayInputStream(((DataBufferByte) rows.getRaster().getDataBuffer()).getData());
        }
    }

    private ByteBuffer file(ByteBuffer part, int width, int height) {
        ByteBuffer file = ByteBuffer.allocate(DATA_AT + part.remaining());
        file.put((byte) 'M').put((byte) 'M').putShort((short) 42).putInt(HEADER_BYTES);
        file.putShort((short) ENTRIES);
        entry(file, 256, width);
        entry(file, 257, height);
        shortEntry(file, TiffEntries.COMPRESSION, compression);
        shortEntry(file, TiffEntries.PHOTOMETRIC, TiffLayout.BLACK_IS_ZERO);
        entry(file, TiffEntries.STRIP_OFFSETS, DATA_AT);
        shortEntry(file, TiffEntries.SAMPLES_PER_PIXEL, 1);
        entry(file, TiffEntries.ROWS_PER_STRIP, height);
        entry(file, TiffEntries.STRIP_BYTE_COUNTS, part.remaining());
        entry(file, TiffEntries.T4_OPTIONS, t4Options);
        entry(file, TiffEntries.T6_OPTIONS, t6Options);
        return file.putInt(0).put(part).flip();
    }

    private static void shortEntry(ByteBuffer file, int tag, int value) {
        file.putShort((short) tag)
                .putShort((short) SHORT)
                .putInt(1)
                .putShort((short) value)
                .putShort((short) 0);
    }

    private static void entry(ByteBuffer file, int tag, int value) {
        file.putShort((short) tag).putShort((short) LONG).putInt(1).putInt(value);
    }
}
