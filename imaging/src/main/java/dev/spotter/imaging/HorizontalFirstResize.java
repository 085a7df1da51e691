package dev.spotter.imaging;

/** Resizes along the stored rows first and the stored columns second. Not thread-safe. */
final class HorizontalFirstResize {
    private static final int CHANNELS = 3;

    private final int side;
    private final HorizontalPass horizontal;
    private final VerticalPass vertical;
    private final RowSink out;
    private byte[] row = new byte[0];
    private byte[] nextRow = new byte[0];

    HorizontalFirstResize(int side, RowSink out) {
        this.side = side;
        this.horizontal = new HorizontalPass(side);
        this.vertical = new VerticalPass(side);
        this.out = out;
    }

    void resize(PixelRows rows, CropWeights weights) {
        makeRoom(rows.widthPixels() * CHANNELS);
        vertical.begin(side * CHANNELS);
        int from = weights.horizontal().firstInput();
        int to = weights.horizontal().endInput();
        int end = weights.vertical().endInput();
        for (int y = weights.vertical().firstInput(); y < end; y += 2) {
            boolean two = y + 1 < end;
            rows.read(y, from, to, row);
            if (two) {
                rows.read(y + 1, from, to, nextRow);
            }
            horizontal.resize(row, two ? nextRow : row, (to - from) * CHANNELS, weights.horizontal());
            vertical.add(y, horizontal.lower(), weights.vertical(), out);
            if (two) {
                vertical.add(y + 1, horizontal.upper(), weights.vertical(), out);
            }
        }
    }

    private void makeRoom(int bytes) {
        if (row.length < bytes) {
            row = new byte[bytes];
            nextRow = new byte[bytes];
        }
    }
}
