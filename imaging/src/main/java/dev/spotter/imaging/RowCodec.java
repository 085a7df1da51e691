package dev.spotter.imaging;

import dev.spotter.core.image.ImageHeader;
import dev.spotter.core.image.ImageLimits;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Decoding by a codec that works row by row and keeps only the wanted samples. */
final class RowCodec {
    private RowCodec() {}

    static DecodedImage decode(ByteBuffer bytes, ImageHeader header, ImageLimits limits) throws IOException {
        try (FrameReader reader = FrameReader.open(header.format(), bytes)) {
            reader.check(limits);
            int factor = Reduction.factor(reader.widthPixels(), reader.heightPixels());
            Axis x = Axis.centred(reader.widthPixels(), factor);
            Axis y = Axis.centred(reader.heightPixels(), factor);
            return new DecodedImage(DecodedRows.of(reader.read(x, y)), x, y, header.orientation());
        }
    }
}
