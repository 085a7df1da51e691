package dev.spotter.tck;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.spotter.core.image.ImageBytes;
import dev.spotter.core.image.ImageFormat;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A cup of coffee from above (photo by Rachel Michetti, CC0), small, in every format; and what is no image. */
final class TestImages {
    private TestImages() {}

    static ImageBytes coffee() throws IOException {
        return coffee(ImageFormat.JPEG);
    }

    static ImageBytes coffee(ImageFormat format) throws IOException {
        String name = format == ImageFormat.JPEG
                ? "coffee.jpg"
                : "coffee." + format.name().toLowerCase(Locale.ROOT);
        try (InputStream in = TestImages.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new FileNotFoundException(name);
            }
            return ImageBytes.wrap(in.readAllBytes());
        }
    }

    /** Images that end inside their header. */
    static List<ImageBytes> cutOff() throws IOException {
        return List.of(
                cut(ImageFormat.JPEG, 20),
                cut(ImageFormat.PNG, 18),
                cut(ImageFormat.GIF, 8),
                cut(ImageFormat.WEBP, 20),
                cut(ImageFormat.TIFF, 8));
    }

    /** Nothing, a text, a page, an archive, an image of a format that is not read. */
    static List<ImageBytes> noImages() {
        return List.of(
                latin(""),
                latin("BM is how this text begins"),
                latin("<svg/>"),
                latin("PK\3\4"),
                latin("\0\0\0\34ftypheic"));
    }

    private static ImageBytes cut(ImageFormat format, int sizeBytes) throws IOException {
        return ImageBytes.wrap(Arrays.copyOf(coffee(format).toByteArray(), sizeBytes));
    }

    private static ImageBytes latin(String text) {
        return ImageBytes.wrap(text.getBytes(ISO_8859_1));
    }
}
