package dev.spotter.imaging;

import java.util.List;

/**
 * The preprocessing of a network, in torchvision's terms: {@code Resize(resizePixels)}, {@code
 * CenterCrop(cropPixels)}, samples divided by 255, then {@code (sample - mean) / standardDeviation} for red, green and
 * blue. Immutable.
 *
 * @param resizePixels the short side after the resize; the long side keeps the image's shape
 * @param cropPixels the side of the square that is cut from the middle; at most {@code resizePixels}
 * @param mean of red, green and blue, of samples in [0,1]
 * @param standardDeviation of red, green and blue, of samples in [0,1]
 */
public record InputSpec(
        int resizePixels,
        int cropPixels,
        Interpolation interpolation,
        List<Float> mean,
        List<Float> standardDeviation) {

    private static final int CHANNELS = 3;
    /** Far above any network of today, and low enough that no buffer's size overflows. */
    private static final int MAX_RESIZE_PIXELS = 4096;

    /** @throws IllegalArgumentException if a value is out of its range, which the message names */
    public InputSpec {
        requireRange("resizePixels", resizePixels, MAX_RESIZE_PIXELS);
        requireRange("cropPixels", cropPixels, resizePixels);
        mean = List.copyOf(mean);
        standardDeviation = List.copyOf(standardDeviation);
        requireChannels("mean", mean);
        requireChannels("standardDeviation", standardDeviation);
        for (float deviation : standardDeviation) {
            if (!(deviation > 0)) {
                throw new IllegalArgumentException("standardDeviation must be above 0 but was " + deviation);
            }
        }
    }

    /** The floats of one input: three planes of {@code cropPixels} squared. */
    int inputFloats() {
        return CHANNELS * cropPixels * cropPixels;
    }

    private static void requireRange(String field, int value, int max) {
        if (value < 1 || value > max) {
            throw new IllegalArgumentException("%s must be in [1,%d] but was %d".formatted(field, max, value));
        }
    }

    private static void requireChannels(String field, List<Float> values) {
        if (values.size() != CHANNELS) {
            throw new IllegalArgumentException(
                    "%s must have %d values but had %d".formatted(field, CHANNELS, values.size()));
        }
        for (float value : values) {
            if (!Float.isFinite(value)) {
                throw new IllegalArgumentException("%s must be finite but was %s".formatted(field, value));
            }
        }
    }
}
