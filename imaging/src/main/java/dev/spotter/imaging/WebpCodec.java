package dev.spotter.imaging;

import dev.spotter.core.error.UnsupportedImageException;
import dev.spotter.core.image.ImageBytes;
import dev.spotter.core.image.ImageFormat;
import dev.spotter.core.image.ImageHeader;
import dev.spotter.core.image.ImageLimits;
import dev.spotter.imaging.webp.ImageRows;
import dev.spotter.imaging.webp.WebpException;
import dev.spotter.imaging.webp.WebpImage;
import java.io.IOException;
import java.util.Arrays;

/**
 * Decodes WebP by {@code imaging.webp}, row by row, and reduces it by averages. The first frame of an animation is
 * drawn on its canvas, which is white.
 */
final class WebpCodec {
    private static final int[] BANDS = {0, 1, 2, 3};

    private WebpCodec() {}

    static DecodedImage decode(ImageBytes bytes, ImageHeader header, ImageLimits limits) throws IOException {
        try {
            WebpImage image = WebpImage.first(bytes.toByteArray());
            int width = (int) header.widthPixels();
            int height = (int) header.heightPixels();
            check(image, width, height);
            WorkLimit.check(image.rows(), limits);
            RowAverages averages = new RowAverages(width, height, Reduction.factor(width, height));
            decode(image, width, height, averages);
            return new DecodedImage(averages.rows(), averages.x(), averages.y(), header.orientation());
        } catch (WebpException e) {
            if (e.isUnsupported()) {
                throw new UnsupportedImageException(e.reason(), ImageFormat.displayNames());
            }
            throw new MalformedImageException(e.reason());
        }
    }

    /** The canvas is within the limits. */
    private static void check(WebpImage image, int width, int height) throws MalformedImageException {
        ImageRows rows = image.rows();
        long right = (long) image.left() + rows.widthPixels();
        long bottom = (long) image.top() + rows.heightPixels();
        boolean fits = image.animated() ? right <= width && bottom <= height : right == width && bottom == height;
        if (!fits) {
            throw new MalformedImageException("its image is %d x %d pixels, which is not as its header says"
                    .formatted(rows.widthPixels(), rows.heightPixels()));
        }
    }

    private static void decode(WebpImage image, int width, int height, RowAverages averages) throws WebpException {
        ImageRows rows = image.rows();
        int stride = rows.hasAlpha() ? 4 : 3;
        ColourSpace colour = image.transparent() ? ColourSpace.RGB_ALPHA : ColourSpace.RGB;
        byte[] samples = new byte[rows.widthPixels() * stride];
        byte[] frame = new byte[rows.widthPixels() * 3];
        byte[] canvas = new byte[width * 3];
        Arrays.fill(canvas, (byte) 255);
        for (int y = 0; y < height; y++) {
            if (y >= image.top() && y < image.top() + rows.heightPixels()) {
                rows.next(samples);
                colour.rowToRgb(samples, 0, stride, BANDS, frame, rows.widthPixels());
                System.arraycopy(frame, 0, canvas, image.left() * 3, frame.length);
            } else if (y == image.top() + rows.heightPixels()) {
                Arrays.fill(canvas, (byte) 255);
            }
            averages.add(canvas);
        }
    }
}
