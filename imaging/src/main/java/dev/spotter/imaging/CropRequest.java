package dev.spotter.imaging;

import dev.spotter.core.image.Orientation;
import org.jspecify.annotations.Nullable;

/**
 * Requests the part of an image that a network reads. It keeps the weights for the last image's shape:
 * images of one directory often have the same shape.
 */
final class CropRequest implements DecodeRequest {
    private final InputSpec spec;
    private @Nullable Shape shape;
    private @Nullable CropWeights weights;

    private record Shape(SampledAxis x, SampledAxis y, Orientation orientation) {}

    CropRequest(InputSpec spec) {
        this.spec = spec;
    }

    /** Twice the resized side is left, so that the resize has enough to average. */
    @Override
    public int factor(int widthPixels, int heightPixels) {
        return Math.max(1, Math.min(widthPixels, heightPixels) / (2 * spec.resizePixels()));
    }

    @Override
    public Window window(SampledAxis x, SampledAxis y, Orientation orientation) {
        return weights(x, y, orientation).window();
    }

    CropWeights weights(SampledAxis x, SampledAxis y, Orientation orientation) {
        Shape current = new Shape(x, y, orientation);
        if (weights == null || !current.equals(shape)) {
            weights = CropWeights.of(x, y, orientation, spec);
            shape = current;
        }
        return weights;
    }
}
