package dev.spotter.imaging.webp;

/**
 * Red and blue less a share of green, and blue less a share of red.
 *
 * @param shares for each square, in 32nds: of green in red, of green in blue, of red in blue, the lowest byte first
 */
record CrossColour(int width, BlockImage shares) implements RowTransform {
    @Override
    public void invert(int[] argb, int y) {
        int square = (y >> shares.bits()) * shares.width();
        int side = 1 << shares.bits();
        for (int x = 0; x < width; x += side) {
            invert(argb, x, Math.min(width, x + side), shares.argb()[square++]);
        }
    }

    private static void invert(int[] argb, int from, int to, int shares) {
        byte greenInRed = (byte) shares;
        byte greenInBlue = (byte) (shares >> 8);
        byte redInBlue = (byte) (shares >> 16);
        for (int x = from; x < to; x++) {
            int pixel = argb[x];
            byte green = (byte) (pixel >> 8);
            int red = (pixel >> 16) + ((greenInRed * green) >> 5);
            int blue = pixel + ((greenInBlue * green) >> 5) + ((redInBlue * (byte) red) >> 5);
            argb[x] = (pixel & 0xFF00FF00) | (red & 0xFF) << 16 | (blue & 0xFF);
        }
    }
}
