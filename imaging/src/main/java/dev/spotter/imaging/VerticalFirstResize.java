package dev.spotter.imaging;

/** Resizes along the stored columns first and the stored rows second. Not thread-safe. */
final class VerticalFirstResize {
    private static final int CHANNELS = 3;

    private final int side;
    private final VerticalPass vertical;
    private final HorizontalPass horizontal;
    private final RowSink out;
    private byte[] row = new byte[0];
    private int[] line = new int[0];
    /** A row that waits for the next one. */
    private int[] waiting = new int[0];

    VerticalFirstResize(int side, RowSink out) {
        this.side = side;
        this.vertical = new VerticalPass(side);
        this.horizontal = new HorizontalPass(side);
        this.out = out;
    }

    void resize(PixelRows rows, CropWeights weights) {
        FilterWeights across = weights.horizontal();
        makeRoom(rows.widthPixels() * CHANNELS, (across.endInput() - across.firstInput()) * CHANNELS);
        vertical.begin(line.length);
        RowSink resized = (y, levels) -> put(y, levels, across);
        for (int y = weights.vertical().firstInput(); y < weights.vertical().endInput(); y++) {
            rows.read(y, across.firstInput(), across.endInput(), row);
            for (int i = 0; i < line.length; i++) {
                line[i] = row[i] & 0xFF;
            }
            vertical.add(y, line, weights.vertical(), resized);
        }
    }

    private void put(int y, int[] levels, FilterWeights across) {
        if (y % 2 == 1) {
            horizontal.resize(waiting, levels, across);
            out.put(y - 1, horizontal.lower());
            out.put(y, horizontal.upper());
        } else if (y == side - 1) {
            horizontal.resize(levels, levels, across);
            out.put(y, horizontal.lower());
        } else {
            System.arraycopy(levels, 0, waiting, 0, levels.length);
        }
    }

    private void makeRoom(int rowBytes, int lineLength) {
        if (row.length < rowBytes) {
            row = new byte[rowBytes];
        }
        if (line.length != lineLength) {
            line = new int[lineLength];
            waiting = new int[lineLength];
        }
    }
}
