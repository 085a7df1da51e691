package dev.spotter.imaging;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Reads a TIFF image part by part and row by row. Not thread-safe. Close it after use. */
final class TiffReader implements AutoCloseable {
    private final TiffLayout layout;
    private final TiffParts parts;
    private final RgbConversion colours;
    private final PackedSamples samples;
    private final List<TiffDecompression> planes = new ArrayList<>();
    private byte[] row = new byte[0];
    private byte[] unpacked = new byte[0];

    TiffReader(TiffEntries entries, TiffLayout layout) throws MalformedImageException {
        this.layout = layout;
        this.parts = new TiffParts(entries, layout);
        WorkLimit.check(layout, parts);
        this.colours = TiffConversion.of(entries, layout);
        this.samples =
                new PackedSamples(layout.bits(), entries.file().order(), layout.photometric() == TiffLayout.PALETTE);
        for (int i = 0; i < layout.planes(); i++) {
            planes.add(new TiffDecompression(entries, layout));
        }
    }

    void read(PixelCollector kept) throws IOException {
        for (int i = 0; i < parts.count(); i++) {
            readPart(i, kept);
        }
    }

    private void readPart(int index, PixelCollector kept) throws IOException {
        TiffPart part = parts.part(index);
        int rowBytes = samples.rowBytes(part.widthPixels() * layout.samplesTogether());
        if (row.length < rowBytes) {
            row = new byte[rowBytes];
            unpacked = new byte[part.widthPixels() * layout.samples()];
        }
        List<InputStream> rows = new ArrayList<>();
        for (int plane = 0; plane < planes.size(); plane++) {
            ByteBuffer bytes = parts.bytes(index, plane, uncompressedBytes(part, rowBytes));
            rows.add(planes.get(plane).open(bytes, part));
        }
        for (int y = 0; y < part.visibleRows(); y++) {
            readRow(rows, part, rowBytes);
            if (kept.keepsRow(part.top() + y)) {
                kept.put(part.top() + y, part.left(), part.visiblePixels(), unpacked, layout.samples(), colours);
            }
        }
    }

    private void readRow(List<InputStream> planeRows, TiffPart part, int rowBytes) throws IOException {
        int perPixel = layout.samplesTogether();
        int count = part.visiblePixels() * perPixel;
        for (int plane = 0; plane < planeRows.size(); plane++) {
            if (planeRows.get(plane).readNBytes(row, 0, rowBytes) < rowBytes) {
                throw new EOFException();
            }
            if (layout.differences()) {
                samples.addUp(row, count, perPixel);
            }
            samples.unpack(row, count, unpacked, plane, planeRows.size());
        }
    }

    private long uncompressedBytes(TiffPart part, int rowBytes) {
        if (!layout.isSubsampled()) {
            return (long) rowBytes * part.heightPixels();
        }
        int unitRows = (part.heightPixels() - 1) / layout.subsampledDown() + 1;
        return unitRows
                * SubsampledInput.rowBytes(part.widthPixels(), layout.subsampledAcross(), layout.subsampledDown());
    }

    @Override
    public void close() {
        planes.forEach(TiffDecompression::close);
    }
}
