package dev.spotter.local.image;

import dev.spotter.core.image.ImageBytes;
import dev.spotter.core.image.ImageHeader;
import dev.spotter.core.image.ImageLimits;
import java.io.IOException;
import java.nio.ByteBuffer;

/** A TIFF file's first picture. */
final class TiffCodec {
    private TiffCodec() {}

    static DecodedImage decode(ImageBytes bytes, ImageHeader header, ImageLimits limits) throws IOException {
        ByteBuffer stripped = TiffStripper.strip(bytes.toByteArray());
        new TiffLayout(stripped).check();
        return RowCodec.decode(stripped, header, limits);
    }
}
