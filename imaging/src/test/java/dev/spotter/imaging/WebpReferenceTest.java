package dev.spotter.imaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spotter.core.image.ImageBytes;
import dev.spotter.core.image.ImageLimits;
import dev.spotter.core.internal.Sha256;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("WebP of every kind has the pixels that libwebp gives")
class WebpReferenceTest {
    private final ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT);

    /** The lines of {@code pixels.txt}; {@code reference_webp.py} writes it. */
    static Stream<String> references() throws IOException {
        return new String(WebpFiles.read("pixels.txt"), UTF_8).lines();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("references")
    @DisplayName("Every pixel of every file is the same")
    void equal(String reference) throws IOException {
        String[] parts = reference.split(" ", 4);

        DecodedImage image = decoder.decode(ImageBytes.wrap(WebpFiles.read(parts[0])));

        assertThat(image.widthPixels()).isEqualTo(Integer.parseInt(parts[1]));
        assertThat(image.heightPixels()).isEqualTo(Integer.parseInt(parts[2]));
        assertThat(sha256(image.rows())).isEqualTo(parts[3]);
    }

    private static String sha256(PixelRows rows) {
        ByteBuffer pixels = ByteBuffer.allocate(rows.heightPixels() * rows.widthPixels() * 3);
        byte[] row = new byte[rows.widthPixels() * 3];
        for (int y = 0; y < rows.heightPixels(); y++) {
            rows.read(y, row);
            pixels.put(row);
        }
        return Sha256.hex(pixels.flip());
    }
}
