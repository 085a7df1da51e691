package dev.spotter.imaging;

import dev.spotter.core.image.ImageBytes;
import java.nio.FloatBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Reads encoded pictures as a network's input. Of a JPEG only what the network sees is decoded, and that as small as
 * leaves twice the resized side. Keeps its memory from one picture to the next, some of it outside the heap, so it is
 * not thread-safe and to be closed.
 */
public final class InputReader implements AutoCloseable {
    private final ImageDecoder decoder;
    private final InputSpec spec;
    private final CropWanted wanted;
    private final Workspace workspace = new Workspace();
    private @Nullable CropResizer resizer;

    /** @param decoder whose limits are kept to */
    public InputReader(ImageDecoder decoder, InputSpec spec) {
        this.decoder = decoder;
        this.spec = spec;
        this.wanted = new CropWanted(spec);
    }

    /**
     * Writes the input of one picture to {@code out}, in the form that {@link InputWriter#write} gives it. If that
     * fails, {@code out} is as it was, and nothing of the picture is kept.
     *
     * @throws dev.spotter.core.error.SpotterException as {@link ImageDecoder#decode} does
     * @throws IllegalArgumentException if {@code out} has no room for {@code 3 * cropPixels * cropPixels} floats
     */
    public void read(ImageBytes bytes, FloatBuffer out) {
        InputWriter.requireRoom(spec, out);
        boolean done = false;
        try {
            decoder.decode(bytes, wanted, workspace, image -> {
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
        CropWeights weights = wanted.weights(image.x(), image.y(), image.orientation());
        resizer.write(image.rows(), weights, Turn.of(image.orientation()), out);
    }

    /** Whatever a failure has left half done, the next picture begins in new memory. */
    private void forget() {
        resizer = null;
        workspace.close();
    }

    @Override
    public void close() {
        workspace.close();
    }
}
