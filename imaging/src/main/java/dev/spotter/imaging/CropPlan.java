package dev.spotter.imaging;

/**
 * Where the crop lies along one upright axis, by torchvision's {@code Resize} and {@code CenterCrop}.
 *
 * @param outputPixels the axis after the resize
 * @param start the crop's first pixel there
 */
record CropPlan(int outputPixels, int start) {
    /**
     * The plan of one axis.
     *
     * @param otherPixels the size across
     */
    static CropPlan of(int sizePixels, int otherPixels, InputSpec spec) {
        int output = sizePixels <= otherPixels
                ? spec.resizePixels()
                : (int) ((long) spec.resizePixels() * sizePixels / otherPixels);
        // Python's round: halves go to the even neighbour.
        int start = (int) Math.rint((output - spec.cropPixels()) / 2.0);
        return new CropPlan(output, start);
    }
}
