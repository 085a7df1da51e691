package dev.spotter.local.image;

import java.util.Arrays;

/** A frame on a larger white screen; what lies outside the screen is cut off. */
final class PlacedRows implements PixelRows {
    private final PixelRows frame;
    private final int widthPixels;
    private final int heightPixels;
    private final int left;
    private final int top;

    PlacedRows(PixelRows frame, int widthPixels, int heightPixels, int left, int top) {
        this.frame = frame;
        this.widthPixels = widthPixels;
        this.heightPixels = heightPixels;
        this.left = left;
        this.top = top;
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
    public void read(int y, byte[] rgb) {
        Arrays.fill(rgb, 0, widthPixels * 3, (byte) 255);
        int frameY = y - top;
        int visible = Math.min(frame.widthPixels(), widthPixels - left);
        if (frameY < 0 || frameY >= frame.heightPixels() || visible <= 0) {
            return;
        }
        byte[] row = new byte[frame.widthPixels() * 3];
        frame.read(frameY, row);
        System.arraycopy(row, 0, rgb, left * 3, visible * 3);
    }
}
