package dev.spotter.imaging;

import java.nio.ByteBuffer;

/**
 * The strips or tiles that a TIFF image is cut into, row by row. Strips are tiles of the image's width, the last
 * one shorter.
 */
final class TiffParts {
    /** Tiles have sides that 16 divides; of smaller ones a file could have more than it has pixels. */
    private static final int MIN_TILE_SIDE = 16;

    /**
     * Checks the memory of a part: one row is held, or with some compressions all of it, and a tile may be larger
     * than the image.
     */
    private static final int MAX_TILE_SIDE = 1 << 16;

    private static final long ALWAYS_ALLOWED_TILE_PIXELS = 1 << 24;

    private final TiffEntries entries;
    private final TiffLayout layout;
    private final boolean tiled;
    private final int partWidth;
    private final int partHeight;
    private final int across;
    private final int down;
    private long bytesRead;

    TiffParts(TiffEntries entries, TiffLayout layout) throws MalformedImageException {
        this.entries = entries;
        this.layout = layout;
        this.tiled = entries.has(TiffEntries.TILE_WIDTH) && entries.has(TiffEntries.TILE_OFFSETS);
        this.partWidth = tiled ? side(TiffEntries.TILE_WIDTH, MIN_TILE_SIDE) : layout.widthPixels();
        this.partHeight = tiled
                ? side(TiffEntries.TILE_HEIGHT, MIN_TILE_SIDE)
                : Math.min(side(TiffEntries.ROWS_PER_STRIP, 1), layout.heightPixels());
        checkTileSize();
        this.across = (layout.widthPixels() - 1) / partWidth + 1;
        this.down = (layout.heightPixels() - 1) / partHeight + 1;
    }

    int count() {
        return across * down;
    }

    /** The pixels of all parts, including those of tiles beyond the image's edges. */
    long storedPixels() {
        return (long) across * partWidth * (tiled ? (long) down * partHeight : layout.heightPixels());
    }

    TiffPart part(int index) {
        int left = index % across * partWidth;
        int top = index / across * partHeight;
        int rows = Math.min(partHeight, layout.heightPixels() - top);
        return new TiffPart(
                left,
                top,
                partWidth,
                tiled ? partHeight : rows,
                Math.min(partWidth, layout.widthPixels() - left),
                rows);
    }

    /**
     * The compressed bytes of a part's plane.
     *
     * @throws MalformedImageException if it lies outside the file, or if all parts together would be longer than that
     */
    ByteBuffer bytes(int index, int plane, long uncompressedBytes) throws MalformedImageException {
        int part = plane * count() + index;
        ByteBuffer file = entries.file();
        long offset = entries.valueAt(tiled ? TiffEntries.TILE_OFFSETS : TiffEntries.STRIP_OFFSETS, part);
        if (offset >= file.limit()) {
            throw new MalformedImageException("a part of its image lies beyond its end");
        }
        long size = Math.min(size(part, uncompressedBytes), file.limit() - offset);
        bytesRead += size;
        if (bytesRead > file.limit()) {
            throw new MalformedImageException("its parts together are longer than the file");
        }
        return file.slice((int) offset, (int) size);
    }

    /** Some writers leave sizes out, or 0. */
    private long size(int part, long uncompressedBytes) throws MalformedImageException {
        int tag = tiled ? TiffEntries.TILE_BYTE_COUNTS : TiffEntries.STRIP_BYTE_COUNTS;
        long size = part < entries.count(tag) ? entries.valueAt(tag, part) : 0;
        if (layout.compression() == TiffLayout.UNCOMPRESSED) {
            return uncompressedBytes;
        }
        return size == 0 && count() * layout.planes() == 1 ? entries.file().limit() : size;
    }

    private void checkTileSize() throws MalformedImageException {
        long pixels = (long) partWidth * partHeight;
        long image = (long) layout.widthPixels() * layout.heightPixels();
        if (tiled
                && (Math.max(partWidth, partHeight) > MAX_TILE_SIDE
                        || pixels > Math.max(ALWAYS_ALLOWED_TILE_PIXELS, 2 * image))) {
            throw new MalformedImageException(
                    "its tiles have %,d x %,d pixels, more than it has".formatted(partWidth, partHeight));
        }
    }

    private int side(int tag, int min) throws MalformedImageException {
        long side = entries.value(tag, Integer.MAX_VALUE);
        if (side < min) {
            throw new MalformedImageException("its strips or tiles have a side of %,d pixels".formatted(side));
        }
        return (int) Math.min(side, Integer.MAX_VALUE);
    }
}
