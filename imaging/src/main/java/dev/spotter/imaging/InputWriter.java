package dev.spotter.imaging;

import dev.spotter.core.error.DamagedImageException;
import java.nio.FloatBuffer;

/**
 * Writes a decoded image as a network's input, as torchvision prepares an image of Pillow's: upright, resized,
 * cropped, normalised. Thread-safe. For many images, use {@link InputReader}, which keeps its memory.
 */
final class InputWriter {
    private InputWriter() {}

    /**
     * Writes one input: float32, channel by channel (red, green, blue), each {@code cropPixels} rows of {@code
     * cropPixels}, to {@code out} from index 0. The buffer's position does not change.
     *
     * @throws IllegalArgumentException if {@code out} has no room for {@code 3 * cropPixels * cropPixels} floats;
     *     nothing is written
     * @throws DamagedImageException if damage shows in samples that are converted here; nothing is written
     * @throws dev.spotter.core.error.ClassificationException as a transient failure if the memory is full
     */
    static void write(DecodedImage image, InputSpec spec, FloatBuffer out) {
        requireRoom(spec, out);
        try {
            CropWeights weights = CropWeights.of(image.x(), image.y(), image.orientation(), spec);
            new CropResizer(spec).write(image.rows(), weights, OrientationTransform.of(image.orientation()), out);
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            throw DecodingErrors.of("image", e);
        }
    }

    static void requireRoom(InputSpec spec, FloatBuffer out) {
        if (out.limit() < spec.inputFloats()) {
            throw new IllegalArgumentException(
                    "out must hold %d floats but held %d".formatted(spec.inputFloats(), out.limit()));
        }
    }
}
