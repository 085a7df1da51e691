package dev.spotter.aws.sagemaker;

import dev.spotter.core.image.ImageBytes;
import dev.spotter.core.image.ImageFormat;
import dev.spotter.core.image.ImageLimits;
import dev.spotter.imaging.ImageConverter;
import dev.spotter.imaging.ImageDecoder;

/**
 * Converts images to what an endpoint reads. Java alone decodes: where functions run, there is no library for it.
 * Thread-safe.
 */
final class EndpointImage {
    private final ImageConversion conversion;
    private final int maxBytes;
    private final ImageDecoder decoder;
    private final ImageConverter converter;

    /** @param limits of the images, before conversion */
    EndpointImage(ImageConversion conversion, int maxBytes, ImageLimits limits) {
        this.conversion = conversion;
        this.maxBytes = maxBytes;
        this.decoder = new ImageDecoder(limits);
        this.converter = new ImageConverter(decoder);
    }

    /**
     * The image in the form in which it is sent. It has more than the endpoint's bytes only if no conversion makes it
     * small enough.
     *
     * @throws dev.spotter.core.error.SpotterException if it is over a limit, or has to be converted and cannot be
     *     decoded, as {@link ImageDecoder#requireDecodable} does
     */
    ImageBytes prepare(ImageBytes image) {
        decoder.limits().check(image);
        return switch (conversion) {
            case NONE -> image;
            case IF_TOO_LARGE -> fits(image) ? image : converted(image, ImageFormat.JPEG);
            case TO_JPEG -> isReadable(image) ? image : converted(image, ImageFormat.JPEG);
            case TO_PNG -> isReadable(image) ? image : converted(image, ImageFormat.PNG);
        };
    }

    /**
     * Decodes an image that an endpoint refused: if it cannot be decoded here either, that is the reason to report.
     *
     * @throws dev.spotter.core.error.SpotterException as {@link ImageDecoder#requireDecodable} does
     */
    void requireDecodable(ImageBytes image) {
        decoder.requireDecodable(image);
    }

    private boolean isReadable(ImageBytes image) {
        return converter.isPlain(image) && fits(image);
    }

    private boolean fits(ImageBytes image) {
        return image.sizeBytes() <= maxBytes;
    }

    private ImageBytes converted(ImageBytes image, ImageFormat target) {
        return converter.convert(image, target, maxBytes);
    }
}
