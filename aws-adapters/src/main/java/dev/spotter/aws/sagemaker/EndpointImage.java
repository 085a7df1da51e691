package dev.spotter.aws.sagemaker;

import dev.spotter.core.image.ImageBytes;
import dev.spotter.core.image.ImageFormat;
import dev.spotter.core.image.ImageHeader;
import dev.spotter.core.image.Orientation;

/** Makes of an image what an endpoint reads. */
final class EndpointImage {
    private final ImageConversion conversion;
    private final int maxBytes;

    EndpointImage(ImageConversion conversion, int maxBytes) {
        this.conversion = conversion;
        this.maxBytes = maxBytes;
    }

    /**
     * The image as it is to be sent, of any size.
     *
     * @throws dev.spotter.core.error.UnsupportedImageException if it has to be converted and its form cannot be read
     *     here
     * @throws dev.spotter.core.error.DamagedImageException if it has to be converted and cannot be decoded
     */
    ImageBytes prepare(ImageBytes image, ImageHeader header) {
        return switch (conversion) {
            case NONE -> image;
            case IF_TOO_LARGE -> fits(image) ? image : converted(image, header, ImageFormat.JPEG);
            case TO_JPEG -> isReadable(image, header) ? image : converted(image, header, ImageFormat.JPEG);
            case TO_PNG -> isReadable(image, header) ? image : converted(image, header, ImageFormat.PNG);
        };
    }

    private boolean isReadable(ImageBytes image, ImageHeader header) {
        return fits(image)
                && header.orientation() == Orientation.AS_STORED
                && PlainColour.isPlain(image, header.format());
    }

    private boolean fits(ImageBytes image) {
        return image.sizeBytes() <= maxBytes;
    }

    private static ImageBytes converted(ImageBytes image, ImageHeader header, ImageFormat target) {
        return RgbEncoder.encode(RgbDecoder.decode(image, header), header.orientation(), target);
    }
}
