package dev.spotter.imaging;

import dev.spotter.core.image.ImageBytes;
import java.nio.FloatBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Reads encoded images as a network's input. Of a JPEG only the part that the network sees is decoded, reduced to
 * no less than twice the resized side. A reader keeps its memory from one image to the next, some of it outside the
 * heap. Not thread-safe. Close it after use.
 */
public final class InputReader implements AutoCloseable {
    /** Changes whenever an image is read as other pixels than before: what was made of images is then out of date. */
    public static final int VERSION = 1;

    private final ImageDecoder decoder;
    private final InputSpec spec;
    private final CropRequest request;
    private final Workspace workspace = new Workspace();
    private @Nullable CropResizer resizer;

    /** @param decoder whose limits apply */
    public InputReader(ImageDecoder decoder, InputSpec spec) {
        this.decoder = decoder;
        this.spec = spec;
        this.request = new CropRequest(spec);
    }

    /**
     * Writes the input of one image to {@code out}, in the form that {@link InputWriter#write} gives it. If that
     * fails, {@code out} is as it was, and nothing of the image is kept.
     *
     * @throws dev.spotter.core.error.SpotterException as {@link ImageDecoder#requireDecodable} does
     * @throws IllegalArgumentException if {@code out} has no room for {@code 3 * cropPixels * cropPixels} floats
     */
    public void read(ImageBytes bytes, FloatBuffer out) {
        InputWriter.requireRoom(spec, out);
        boolean done = false;
        try {
            decoder.decode(bytes, request, workspace, image -> {
                write(image, out);
                return out;
            });
            done = true;
        } finally {
            if (!done) {
                forget();
            }
        }
    }

    private void write(DecodedImage image, FloatBuffer out) {
        if (resizer == null) {
            resizer = new CropResizer(spec);
        }
        CropWeights weights = request.weights(image.x(), image.y(), image.orientation());
        resizer.write(image.rows(), weights, OrientationTransform.of(image.orientation()), out);
    }

    /** Gives up memory that a failure may have left half written, so that the next image begins in new memory. */
    private void forget() {
        resizer = null;
        workspace.close();
    }

    @Override
    public void close() {
        workspace.close();
    }
}
