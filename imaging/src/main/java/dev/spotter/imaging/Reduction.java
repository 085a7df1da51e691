package dev.spotter.imaging;

/** How far a large image is reduced while it is decoded, by keeping only every n-th sample. */
final class Reduction {
    /**
     * The kept pixels of an image take 12 to 16 MB in the usual layouts, so that two images leave room in a heap
     * of 256 MB. That is still several samples for each sample of a network's input.
     */
    static final int MAX_PIXELS = 4_000_000;
    /**
     * The short side is not reduced below twice the usual resized side, so that the resize has enough samples to
     * average.
     */
    static final int MIN_SIDE_PIXELS = 512;

    private Reduction() {}

    /**
     * The smallest factor that keeps an image within {@link #MAX_PIXELS}, or a smaller one if its short side would
     * become too short.
     */
    static int factor(int widthPixels, int heightPixels) {
        int side = Math.min(widthPixels, heightPixels);
        int factor = 1;
        while (kept(widthPixels, factor) * kept(heightPixels, factor) > MAX_PIXELS
                && side / (factor + 1) >= MIN_SIDE_PIXELS) {
            factor++;
        }
        return factor;
    }

    private static long kept(int pixels, int factor) {
        return ((long) pixels + factor - 1) / factor;
    }
}
