package dev.spotter.imaging;

import dev.spotter.core.image.Orientation;

/**
 * Where a network's input lies in a picture as it is stored: which of its samples count, and how much.
 *
 * @param horizontal for each stored column of the crop
 * @param vertical for each stored row of the crop
 * @param rowsFirst whether the stored rows are resized, and rounded, before the stored columns
 */
record CropWeights(FilterWeights horizontal, FilterWeights vertical, boolean rowsFirst) {
    static CropWeights of(Axis x, Axis y, Orientation orientation, InputSpec spec) {
        Turn turn = Turn.of(orientation);
        CropPlan planX = CropPlan.of(x.sizePixels(), y.sizePixels(), spec);
        CropPlan planY = CropPlan.of(y.sizePixels(), x.sizePixels(), spec);
        int lessX = x.sizePixels() - planX.outputPixels();
        int lessY = y.sizePixels() - planY.outputPixels();
        return new CropWeights(
                FilterWeights.of(x, turn.flipX(), planX, spec),
                FilterWeights.of(y, turn.flipY(), planY, spec),
                turn.swap() ? columnsFirst(lessY, lessX) : !columnsFirst(lessX, lessY));
    }

    /**
     * Whether Pillow resizes the columns first: its {@code ImagingResample} does so, from version 13 on, where the
     * height becomes less by more than twice what the width does. It turns a picture before, so the sides are those of
     * the upright one.
     */
    private static boolean columnsFirst(int lessWidth, int lessHeight) {
        return lessHeight > 0 && lessHeight > 2 * lessWidth;
    }

    /** The samples that count. */
    Window window() {
        return new Window(horizontal.firstInput(), vertical.firstInput(), horizontal.endInput(), vertical.endInput());
    }
}
