package dev.spotter.local.image;

import dev.spotter.core.image.Orientation;

/**
 * Where a network's input lies in a picture as it is stored: which of its samples count, and how much.
 *
 * @param horizontal for each stored column of the crop
 * @param vertical for each stored row of the crop
 */
record CropWeights(FilterWeights horizontal, FilterWeights vertical) {
    static CropWeights of(Axis x, Axis y, Orientation orientation, InputSpec spec) {
        Turn turn = Turn.of(orientation);
        return new CropWeights(weights(x, y, turn.flipX(), spec), weights(y, x, turn.flipY(), spec));
    }

    private static FilterWeights weights(Axis axis, Axis across, boolean flipped, InputSpec spec) {
        CropPlan plan = CropPlan.of(axis.sizePixels(), across.sizePixels(), flipped, spec);
        return FilterWeights.of(axis, plan.outputPixels(), plan.start(), spec.cropPixels(), spec.interpolation());
    }

    /** The samples that count. */
    Window window() {
        return new Window(horizontal.firstInput(), vertical.firstInput(), horizontal.endInput(), vertical.endInput());
    }
}
