package dev.spotter.imaging;

import dev.spotter.core.image.Orientation;

/**
 * The samples of a stored image that make up a network's input, and their weights.
 *
 * @param horizontal for each stored column of the crop
 * @param vertical for each stored row of the crop
 * @param horizontalFirst whether the stored rows are resized, and rounded, before the stored columns
 */
record CropWeights(FilterWeights horizontal, FilterWeights vertical, boolean horizontalFirst) {
    static CropWeights of(SampledAxis x, SampledAxis y, Orientation orientation, InputSpec spec) {
        OrientationTransform transform = OrientationTransform.of(orientation);
        CropPlan planX = CropPlan.of(x.sizePixels(), y.sizePixels(), spec);
        CropPlan planY = CropPlan.of(y.sizePixels(), x.sizePixels(), spec);
        int lessX = x.sizePixels() - planX.outputPixels();
        int lessY = y.sizePixels() - planY.outputPixels();
        return new CropWeights(
                FilterWeights.of(x, transform.flipX(), planX, spec),
                FilterWeights.of(y, transform.flipY(), planY, spec),
                transform.swap() ? verticalFirst(lessY, lessX) : !verticalFirst(lessX, lessY));
    }

    /**
     * Whether Pillow resizes the columns first: from version 13 on, {@code ImagingResample} does so if the height
     * shrinks by more than twice as many pixels as the width. Pillow turns an image upright first, so both sides are
     * those of the upright image.
     */
    private static boolean verticalFirst(int lessWidth, int lessHeight) {
        return lessHeight > 0 && lessHeight > 2 * lessWidth;
    }

    /** The samples that count. */
    Window window() {
        return new Window(horizontal.firstInput(), vertical.firstInput(), horizontal.endInput(), vertical.endInput());
    }
}
