package dev.spotter.imaging;

import dev.spotter.core.image.ImageBytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The sample images, and crops of them in plain samples of 0 to 255. */
final class Samples {
    static final Path FOLDER = Path.of("..", "samples");
    static final int CROP = 224;

    private Samples() {}

    static byte[] read(String name) {
        try {
            return Files.readAllBytes(FOLDER.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ImageBytes bytes(String name) {
        return ImageBytes.wrap(read(name));
    }

    /** The names of all sample images but the odd cases, in order. */
    static List<String> names() {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            return files.map(file -> FOLDER.relativize(file).toString().replace('\\', '/'))
                    .filter(name -> !name.startsWith("cases/") && name.matches(".*\\.(png|jpg|gif|bmp|webp|tiff)"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A network's input whose floats are the samples themselves. */
    static InputSpec plain(Interpolation interpolation) {
        float scale = 1 / 255f;
        return new InputSpec(256, CROP, interpolation, List.of(0f, 0f, 0f), List.of(scale, scale, scale));
    }

    /** Three planes of {@link #CROP} squared. */
    static float[] crop(DecodedImage image, Interpolation interpolation) {
        float[] crop = new float[3 * CROP * CROP];
        FloatBuffer buffer = ByteBuffer.allocateDirect(crop.length * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
        InputWriter.write(image, plain(interpolation), buffer);
        buffer.get(crop);
        return crop;
    }
}
