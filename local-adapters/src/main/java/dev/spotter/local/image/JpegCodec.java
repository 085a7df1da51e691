package dev.spotter.local.image;

import dev.spotter.core.image.ImageBytes;
import dev.spotter.core.image.ImageFormat;
import dev.spotter.core.image.ImageHeader;
import dev.spotter.core.image.ImageLimits;
import java.io.IOException;

/**
 * JPEG by the JDK's libjpeg, which decodes row by row and keeps only the wanted samples; colours are converted here. Of a file that
 * is cut off in its data, the missing part is grey.
 */
final class JpegCodec {
    private JpegCodec() {}

    static DecodedImage decode(ImageBytes bytes, ImageHeader header, ImageLimits limits) throws IOException {
        JpegSource source = JpegStripper.strip(bytes.toByteArray());
        try (FrameReader reader = FrameReader.open(ImageFormat.JPEG, source.bytes())) {
            reader.check(limits);
            CodecMemory.checkNative(reader.widthPixels(), reader.heightPixels(), source.coefficientBytes());
            int factor = Reduction.factor(reader.widthPixels(), reader.heightPixels());
            Axis x = Axis.centred(reader.widthPixels(), factor);
            Axis y = Axis.centred(reader.heightPixels(), factor);
            return new DecodedImage(
                    DecodedRows.of(reader.readRaster(x, y), source.colour()), x, y, header.orientation());
        }
    }
}
