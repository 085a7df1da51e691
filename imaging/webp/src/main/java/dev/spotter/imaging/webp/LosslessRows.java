package dev.spotter.imaging.webp;

/** The rows of a lossless image. */
final class LosslessRows implements ImageRows {
    private static final int SIGNATURE = 0x2F;
    private static final int SIDE_BITS = 14;

    private final int width;
    private final int height;
    private final boolean hasAlpha;
    private final LosslessPixels pixels;
    private final int[] argb;

    private LosslessRows(int width, int height, boolean hasAlpha, LosslessPixels pixels) {
        this.width = width;
        this.height = height;
        this.hasAlpha = hasAlpha;
        this.pixels = pixels;
        argb = new int[width];
    }

    static LosslessRows open(ByteRange data) throws WebpException {
        BitReader in = new BitReader(data);
        if (in.read(8) != SIGNATURE) {
            throw new WebpException("its lossless data has no image header");
        }
        int width = 1 + in.read(SIDE_BITS);
        int height = 1 + in.read(SIDE_BITS);
        boolean hasAlpha = in.flag();
        if (in.read(3) != 0) {
            throw WebpException.unsupported("the WebP image is lossless of a later version than the first");
        }
        return new LosslessRows(width, height, hasAlpha, LosslessPixels.open(in, width, height));
    }

    @Override
    public int widthPixels() {
        return width;
    }

    @Override
    public int heightPixels() {
        return height;
    }

    @Override
    public boolean hasAlpha() {
        return hasAlpha;
    }

    @Override
    public void next(byte[] samples) throws WebpException {
        pixels.next(argb);
        int channels = hasAlpha ? 4 : 3;
        for (int x = 0, at = 0; x < width; x++, at += channels) {
            int pixel = argb[x];
            samples[at] = (byte) (pixel >> 16);
            samples[at + 1] = (byte) (pixel >> 8);
            samples[at + 2] = (byte) pixel;
            if (hasAlpha) {
                samples[at + 3] = (byte) (pixel >>> 24);
            }
        }
    }
}
