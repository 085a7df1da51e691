package dev.spotter.imaging;

import java.nio.ByteBuffer;

/** Rows of red, green and blue, three bytes a pixel, one after the other in a buffer. */
final class BufferRows implements PixelRows {
    private static final int CHANNELS = 3;

    private final ByteBuffer rgb;
    private final int widthPixels;
    private final int heightPixels;

    BufferRows(ByteBuffer rgb, int widthPixels, int heightPixels) {
        this.rgb = rgb;
        this.widthPixels = widthPixels;
        this.heightPixels = heightPixels;
    }

    @Override
    public int widthPixels() {
        return widthPixels;
    }

    @Override
    public int heightPixels() {
        return heightPixels;
    }

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
