package dev.spotter.imaging;

import java.nio.ByteBuffer;

/** Rows of red, green and blue, three bytes a pixel, one after the other in a buffer. */
record BufferRows(ByteBuffer rgb, int widthPixels, int heightPixels) implements PixelRows {
    private static final int CHANNELS = 3;

    @Override
    public PixelRows onHeap() {
        if (!rgb.isDirect()) {
            return this;
        }
        ByteBuffer copy = ByteBuffer.allocate(rgb.limit()).put(0, rgb, 0, rgb.limit());
        return new BufferRows(copy, widthPixels, heightPixels);
    }

    @Override
    public void read(int y, byte[] row) {
        read(y, 0, widthPixels, row);
    }

    @Override
    public void read(int y, int from, int to, byte[] row) {
        rgb.get((y * widthPixels + from) * CHANNELS, row, 0, (to - from) * CHANNELS);
    }
}
