package dev.spotter.imaging;

import dev.spotter.core.image.ImageHeader;
import dev.spotter.core.image.ImageLimits;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Decodes by a codec of the JDK that works row by row and keeps single samples. */
final class RowCodec {
    private RowCodec() {}

    static DecodedImage decode(ByteBuffer bytes, ImageHeader header, ImageLimits limits) throws IOException {
        try (FrameReader reader = FrameReader.open(header.format(), bytes)) {
            reader.check(limits);
            int factor = Reduction.factor(reader.widthPixels(), reader.heightPixels());
            SampledAxis x = SampledAxis.centred(reader.widthPixels(), factor);
            SampledAxis y = SampledAxis.centred(reader.heightPixels(), factor);
            return new DecodedImage(DecodedRows.of(reader.read(x, y)), x, y, header.orientation());
        }
    }
}
