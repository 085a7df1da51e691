package dev.spotter.imaging;

import dev.spotter.core.image.Orientation;
import org.jspecify.annotations.Nullable;

/**
 * Only what makes a network's input is wanted. Keeps the weights of the last picture's shape: folders are full of the
 * same.
 */
final class CropWanted implements Wanted {
    private final InputSpec spec;
    private @Nullable Shape shape;
    private @Nullable CropWeights weights;

    private record Shape(Axis x, Axis y, Orientation orientation) {}

    CropWanted(InputSpec spec) {
        this.spec = spec;
    }

    /** Twice the resized side is left, so that the resize has enough to average. */
    @Override
    public int factor(int widthPixels, int heightPixels) {
        return Math.max(1, Math.min(widthPixels, heightPixels) / (2 * spec.resizePixels()));
    }

    @Override
    public Window window(Axis x, Axis y, Orientation orientation) {
        return weights(x, y, orientation).window();
    }

    CropWeights weights(Axis x, Axis y, Orientation orientation) {
        Shape wanted = new Shape(x, y, orientation);
        if (weights == null || !wanted.equals(shape)) {
            weights = CropWeights.of(x, y, orientation, spec);
            shape = wanted;
        }
        return weights;
    }
}
