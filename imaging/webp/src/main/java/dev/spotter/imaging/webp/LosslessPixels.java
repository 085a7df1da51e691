package dev.spotter.imaging.webp;

import java.util.ArrayDeque;
import java.util.Deque;

/** Decodes the rows of a lossless image from its transforms on (RFC 9649, 3 and 4). */
final class LosslessPixels {
    private static final int PREDICTOR = 0;
    private static final int CROSS_COLOUR = 1;
    private static final int SUBTRACTED_GREEN = 2;

    private final PixelReader pixels;
    /** In the order to undo them. */
    private final Deque<RowTransform> transforms;

    private int y;

    private LosslessPixels(PixelReader pixels, Deque<RowTransform> transforms) {
        this.pixels = pixels;
        this.transforms = transforms;
    }

    static LosslessPixels open(BitReader in, int width, int height) throws WebpException {
        Deque<RowTransform> transforms = new ArrayDeque<>();
        boolean[] seen = new boolean[4];
        int packedWidth = width;
        while (in.flag()) {
            int kind = in.read(2);
            if (seen[kind]) {
                throw new WebpException("it has the same transform twice");
            }
            seen[kind] = true;
            RowTransform transform = transform(kind, in, packedWidth, height);
            transforms.push(transform);
            packedWidth = transform instanceof Palette palette ? palette.packedWidth() : packedWidth;
        }
        return new LosslessPixels(PixelReader.ofImage(in, packedWidth, height), transforms);
    }

    private static RowTransform transform(int kind, BitReader in, int width, int height) throws WebpException {
        return switch (kind) {
            case PREDICTOR -> Predictor.read(in, width, height);
            case CROSS_COLOUR -> new CrossColour(width, BlockImage.read(in, width, height));
            case SUBTRACTED_GREEN -> new SubtractedGreen(width);
            default -> Palette.read(in, width);
        };
    }

    /** Decodes the next row, as 0xAARRGGBB. */
    void next(int[] argb) throws WebpException {
        pixels.next(argb, 0);
        for (RowTransform transform : transforms) {
            transform.invert(argb, y);
        }
        y++;
    }
}
