package dev.spotter.aws;

import dev.spotter.core.image.Filename;
import dev.spotter.core.image.ImageBytes;
import dev.spotter.core.image.ImageId;
import dev.spotter.core.image.StoredImage;
import dev.spotter.core.image.Upload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Random;

/** Images, uploads and names. */
public final class Samples {
    public static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123Z");

    private static final SecureRandom RANDOM = new SecureRandom();

    private Samples() {}

    /** An image from the directory of samples. */
    public static ImageBytes image(String name) throws IOException {
        return ImageBytes.wrap(Files.readAllBytes(Path.of("..", "samples").resolve(name)));
    }

    public static Upload upload(String filename) {
        return new Upload(ImageId.random(RANDOM), Filename.clean(filename), NOON);
    }

    public static StoredImage image(String filename, int sizeBytes) {
        byte[] bytes = new byte[sizeBytes];
        RANDOM.nextBytes(bytes);
        return new StoredImage(upload(filename), ImageBytes.wrap(bytes));
    }

    /** A name of any of Unicode's characters but for halves of pairs, controls and the separators of paths. */
    public static String name(Random random, int length) {
        StringBuilder name = new StringBuilder();
        while (name.codePointCount(0, name.length()) < length) {
            int block = new int[] {0x80, 0x800, 0x10000, Character.MAX_CODE_POINT + 1}[random.nextInt(4)];
            int c = random.nextInt(block);
            if (Character.isDefined(c)
                    && !Character.isISOControl(c)
                    && (c < 0xD800 || c > 0xDFFF)
                    && c != '/'
                    && c != '\\') {
                name.appendCodePoint(c);
            }
        }
        return name.toString();
    }
}
