package dev.spotter.imaging.webp;

/** The rows of a lossy image with alpha. */
final class TransparentRows implements ImageRows {
    private static final int COLOURS = 3;

    private final LossyRows colours;
    private final AlphaRows alpha;
    private final byte[] rgb;

    TransparentRows(LossyRows colours, AlphaRows alpha) {
        this.colours = colours;
        this.alpha = alpha;
        rgb = new byte[colours.widthPixels() * COLOURS];
    }

    @Override
    public int widthPixels() {
        return colours.widthPixels();
    }

    @Override
    public int heightPixels() {
        return colours.heightPixels();
    }

    @Override
    public boolean hasAlpha() {
        return true;
    }

    @Override
    public boolean hasCompressedAlpha() {
        return alpha.isCompressed();
    }

    @Override
    public void next(byte[] samples) throws WebpException {
        colours.next(rgb);
        byte[] alphas = alpha.next();
        for (int x = 0, at = 0; x < alphas.length; x++) {
            samples[at++] = rgb[x * COLOURS];
            samples[at++] = rgb[x * COLOURS + 1];
            samples[at++] = rgb[x * COLOURS + 2];
            samples[at++] = alphas[x];
        }
    }
}
