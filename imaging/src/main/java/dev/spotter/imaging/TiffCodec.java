package dev.spotter.imaging;

import dev.spotter.core.image.ImageBytes;
import dev.spotter.core.image.ImageHeader;
import java.io.IOException;

/**
 * A TIFF file's first picture, read here row by row: whatever its directory claims, a row of it is held, and of JPEG
 * and fax inside a strip or tile.
 */
final class TiffCodec {
    private TiffCodec() {}

    static DecodedImage decode(ImageBytes bytes, ImageHeader header) throws IOException {
        TiffEntries entries = TiffEntries.readFirst(bytes.buffer());
        TiffForm form = TiffForm.of(entries, header);
        try (TiffReader reader = new TiffReader(entries, form)) {
            KeptPixels kept = new KeptPixels(form.widthPixels(), form.heightPixels());
            reader.read(kept);
            return kept.image(header.orientation());
        }
    }
}
