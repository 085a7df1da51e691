package dev.spotter.imaging.webp;

/**
 * Decodes the alpha channel of a lossy image (RFC 9649, 2.7.1.2), which is coded as differences from a prediction.
 */
final class AlphaRows {
    private static final int HORIZONTAL = 1;
    private static final int VERTICAL = 2;
    private static final int GRADIENT = 3;

    /** Reads the rows of differences. */
    private interface Source {
        void next(byte[] filtered) throws WebpException;
    }

    private final Source source;
    private final boolean compressed;
    private final int filter;
    private byte[] row;
    private byte[] above;
    private boolean first = true;

    private AlphaRows(Source source, boolean compressed, int filter, int width) {
        this.source = source;
        this.compressed = compressed;
        this.filter = filter;
        row = new byte[width];
        above = new byte[width];
    }

    static AlphaRows open(ByteRange data, int width, int height) throws WebpException {
        int header = data.number(0, 1);
        ByteRange coded = data.after(1);
        Source source =
                switch (header & 3) {
                    case 0 -> plain(coded.first(width * height), width);
                    case 1 -> lossless(coded, width, height);
                    default -> throw new WebpException("its transparency is coded in an unknown way");
                };
        return new AlphaRows(source, (header & 3) != 0, header >> 2 & 3, width);
    }

    private static Source plain(ByteRange coded, int width) {
        int[] at = {coded.from()};
        return filtered -> {
            System.arraycopy(coded.file(), at[0], filtered, 0, width);
            at[0] += width;
        };
    }

    /** The differences as the green channel of a lossless image without a header. */
    private static Source lossless(ByteRange coded, int width, int height) throws WebpException {
        LosslessPixels pixels = LosslessPixels.open(new BitReader(coded), width, height);
        int[] argb = new int[width];
        return filtered -> {
            pixels.next(argb);
            for (int x = 0; x < width; x++) {
                filtered[x] = (byte) (argb[x] >> 8);
            }
        };
    }

    boolean isCompressed() {
        return compressed;
    }

    /** Decodes the next row; valid until the one after it. */
    byte[] next() throws WebpException {
        byte[] free = above;
        above = row;
        row = free;
        source.next(row);
        if (filter != 0 && first) {
            addLeft(0);
        } else if (filter != 0) {
            unfilter();
        }
        first = false;
        return row;
    }

    private void unfilter() {
        switch (filter) {
            case HORIZONTAL -> addLeft(above[0]);
            case VERTICAL -> addAbove();
            case GRADIENT -> addGradient();
            default -> throw new IllegalStateException("filter " + filter);
        }
    }

    private void addLeft(int beforeFirst) {
        int left = beforeFirst;
        for (int x = 0; x < row.length; x++) {
            left += row[x];
            row[x] = (byte) left;
        }
    }

    private void addAbove() {
        for (int x = 0; x < row.length; x++) {
            row[x] = (byte) (row[x] + above[x]);
        }
    }

    private void addGradient() {
        int left = above[0] & 0xFF;
        int corner = left;
        for (int x = 0; x < row.length; x++) {
            int top = above[x] & 0xFF;
            row[x] = (byte) (row[x] + Clamp.toByte(left + top - corner));
            left = row[x] & 0xFF;
            corner = top;
        }
    }
}
