package dev.spotter.imaging.webp;

/** Red and blue less green. */
record SubtractedGreen(int width) implements RowTransform {
    @Override
    public void invert(int[] argb, int y) {
        for (int x = 0; x < width; x++) {
            int green = argb[x] >> 8 & 0xFF;
            int redBlue = (argb[x] & 0xFF00FF) + (green << 16 | green);
            argb[x] = (argb[x] & 0xFF00FF00) | (redBlue & 0xFF00FF);
        }
    }
}
