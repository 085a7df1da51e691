package dev.spotter.inference.teaching;

import dev.spotter.core.error.SpotterException;
import dev.spotter.core.image.ImageLimits;
import dev.spotter.core.image.ImageSource;
import dev.spotter.imaging.ImageDecoder;
import dev.spotter.imaging.InputReader;
import dev.spotter.imaging.InputSpec;
import dev.spotter.imaging.Interpolation;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;

/**
 * Small squares of photos as data URLs, cut from the middle as a network sees it, up to a number of them. Not
 * thread-safe.
 */
final class Thumbnails implements AutoCloseable {
    static final int SIDE = 96;
    private static final int MAX = 200;
    private static final List<Float> NONE = List.of(0f, 0f, 0f);
    private static final List<Float> ONE = List.of(1f, 1f, 1f);

    private final ImageLimits limits;
    private final InputReader reader;
    private final FloatBuffer pixels = FloatBuffer.allocate(3 * SIDE * SIDE);
    private int made;

    /** @param decoder whose limits apply */
    Thumbnails(ImageDecoder decoder) {
        this.limits = decoder.limits();
        this.reader = new InputReader(decoder, new InputSpec(SIDE, SIDE, Interpolation.BILINEAR, NONE, ONE));
    }

    /** A JPEG as a data URL; empty if the photo cannot be read any more, or there are enough. */
    Optional<String> dataUrl(Path photo) {
        if (made == MAX) {
            return Optional.empty();
        }
        try {
            reader.read(ImageSource.of(photo).read(limits), pixels);
            made++;
            return Optional.of("data:image/jpeg;base64," + Base64.getEncoder().encodeToString(jpeg()));
        } catch (IOException | SpotterException e) {
            return Optional.empty();
        }
    }

    private byte[] jpeg() throws IOException {
        BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < SIDE * SIDE; i++) {
            image.setRGB(
                    i % SIDE, i / SIDE, sample(i) << 16 | sample(i + SIDE * SIDE) << 8 | sample(i + 2 * SIDE * SIDE));
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "jpeg", out);
        return out.toByteArray();
    }

    private int sample(int index) {
        return Math.max(0, Math.min(255, Math.round(pixels.get(index) * 255)));
    }

    @Override
    public void close() {
        reader.close();
    }
}
