package dev.spotter.imaging;

/** How far a large picture is reduced while it is decoded, by keeping only every n-th sample. */
final class Reduction {
    /**
     * What is kept of a picture: 12 to 16 MB in the usual layouts, so that two at a time leave room in a heap of 256
     * MB; and still several samples for each that a network takes.
     */
    static final int MAX_PIXELS = 4_000_000;
    /** The short side is not reduced below this: twice the usual resize, so that the resize has enough to average. */
    static final int MIN_SIDE_PIXELS = 512;

    private Reduction() {}

    /**
     * The smallest factor that keeps a picture within {@link #MAX_PIXELS}, unless that made its short side too short.
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
