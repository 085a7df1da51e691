package dev.spotter.imaging;

import dev.spotter.core.image.ImageBytes;
import dev.spotter.core.image.ImageHeader;
import java.io.IOException;

/**
 * Reads a TIFF file's first image row by row. Whatever its directory claims, one row is held in memory, or one
 * strip or tile if that has JPEG or fax inside.
 */
final class TiffCodec {
    private TiffCodec() {}

    static DecodedImage decode(ImageBytes bytes, ImageHeader header) throws IOException {
        TiffEntries entries = TiffEntries.readFirst(bytes.buffer());
        TiffLayout layout = TiffLayout.of(entries, header);
        try (TiffReader reader = new TiffReader(entries, layout)) {
            PixelCollector kept = new PixelCollector(layout.widthPixels(), layout.heightPixels());
            reader.read(kept);
            return kept.image(header.orientation());
        }
    }
}
