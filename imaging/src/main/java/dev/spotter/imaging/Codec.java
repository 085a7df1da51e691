package dev.spotter.imaging;

import dev.spotter.core.image.ImageBytes;
import dev.spotter.core.image.ImageHeader;
import dev.spotter.core.image.ImageLimits;
import java.io.IOException;

/** How one format is decoded. */
@FunctionalInterface
interface Codec {
    /**
     * Decodes an image whose header is within the limits.
     *
     * @throws IOException if it is damaged; codecs throw runtime exceptions as well
     */
    DecodedImage decode(ImageBytes bytes, ImageHeader header, ImageLimits limits) throws IOException;
}
