package dev.spotter.imaging;

import dev.spotter.core.image.ImageBytes;
import dev.spotter.core.image.ImageFormat;
import dev.spotter.core.image.ImageHeader;
import dev.spotter.core.image.Orientation;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Rewrites images for decoders that read less than {@link ImageDecoder}: as upright JPEG or PNG in RGB with 8 bits a
 * sample. Thread-safe.
 */
public final class ImageConverter {
    /** The input of the smallest usual networks: no image is made smaller. */
    private static final int MIN_SIDE_PIXELS = 224;

    private static final int PNG_BIT_DEPTH = 24;
    private static final int PNG_COLOUR_TYPE = 25;
    private static final int PNG_RGB = 2;
    private static final int RGB_COMPONENTS = 3;

    private final ImageDecoder decoder;

    /** @param decoder whose limits apply */
    public ImageConverter(ImageDecoder decoder) {
        this.decoder = decoder;
    }

    /**
     * Whether an image is of the form that {@link #convert} gives already: an upright JPEG or PNG in RGB with 8 bits a
     * sample. Its pixels are not decoded, so some damage does not show; a JPEG that takes too much memory or work is
     * refused.
     *
     * @throws dev.spotter.core.error.SpotterException as {@link ImageDecoder#requireDecodable} does
     */
    public boolean isPlain(ImageBytes image) {
        return decoder.checked(image, header -> switch (header.format()) {
            case JPEG -> isRgbJpeg(image) && isUpright(header);
            case PNG -> isRgbPng(image.buffer()) && isUpright(header);
            case GIF, BMP, WEBP, TIFF -> false;
        });
    }

    /**
     * Decodes an image, large ones at a reduced scale, and encodes it upright. What is too large as PNG becomes a
     * JPEG, and what is too large as JPEG is reduced further, until its shorter side has fewer than 448 pixels.
     *
     * @param target JPEG or PNG
     * @param maxBytes that the result should have at most; it has more only if the smallest form does
     * @throws dev.spotter.core.error.SpotterException as {@link ImageDecoder#requireDecodable} does
     */
    public ImageBytes convert(ImageBytes image, ImageFormat target, int maxBytes) {
        try (Workspace workspace = new Workspace()) {
            return decoder.decode(
                    image,
                    DecodeRequest.WHOLE,
                    workspace,
                    decoded ->
                            encode(decoded.rows(), OrientationTransform.of(decoded.orientation()), target, maxBytes));
        }
    }

    private static ImageBytes encode(PixelRows rows, OrientationTransform transform, ImageFormat target, int maxBytes)
            throws IOException {
        ImageBytes encoded = UprightEncoder.encode(rows, transform, target);
        if (encoded.sizeBytes() <= maxBytes) {
            return encoded;
        }
        if (target != ImageFormat.JPEG) {
            return encode(rows, transform, ImageFormat.JPEG, maxBytes);
        }
        boolean isSmallest = Math.min(rows.widthPixels(), rows.heightPixels()) < 2 * MIN_SIDE_PIXELS;
        return isSmallest ? encoded : encode(halved(rows), transform, target, maxBytes);
    }

    private static PixelRows halved(PixelRows rows) {
        RowAverages averages = new RowAverages(rows.widthPixels(), rows.heightPixels(), 2);
        byte[] row = new byte[rows.widthPixels() * 3];
        for (int y = 0; y < rows.heightPixels(); y++) {
            rows.read(y, row);
            averages.add(row);
        }
        return averages.rows();
    }

    private static boolean isUpright(ImageHeader header) {
        return header.orientation() == Orientation.AS_STORED;
    }

    private boolean isRgbJpeg(ImageBytes image) throws IOException {
        ByteBuffer file = ByteBuffer.allocate(image.sizeBytes() + JpegStripper.MAX_ADDED_BYTES)
                .put(image.buffer())
                .flip();
        return JpegCodec.source(file, decoder.limits()).frame().components() == RGB_COMPONENTS;
    }

    private static boolean isRgbPng(ByteBuffer file) {
        return file.get(PNG_BIT_DEPTH) == Byte.SIZE && file.get(PNG_COLOUR_TYPE) == PNG_RGB;
    }
}
