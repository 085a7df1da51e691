package dev.spotter.local.image;

/**
 * The weights of one direction of a resize: for each output sample, which input samples count and how much. The formulas are
 * {@code precompute_coeffs} and {@code normalize_coeffs_8bpc} of Pillow's Resample.c, for the outputs inside the crop only.
 */
final class FilterWeights {
    /** Fixed-point weights: 8 bits of sample, 2 of headroom for weights over 1, the rest for the fraction. */
    static final int PRECISION_BITS = 32 - 8 - 2;

    private final int[] first;
    private final int[] count;
    private final int[] weights;
    private final int stride;

    private FilterWeights(int outputs, int stride) {
        this.first = new int[outputs];
        this.count = new int[outputs];
        this.weights = new int[outputs * stride];
        this.stride = stride;
    }

    /**
     * Weights for a run of outputs.
     *
     * @param outputPixels what the whole axis is resized to
     * @param start the first output that is wanted
     * @param outputs how many are wanted
     */
    static FilterWeights of(Axis axis, int outputPixels, int start, int outputs, Interpolation interpolation) {
        double scale = axis.length() / outputPixels;
        double stretch = Math.max(1, scale);
        double support = interpolation.support() * stretch;
        FilterWeights result = new FilterWeights(outputs, (int) Math.ceil(support) * 2 + 1);
        double[] raw = new double[result.stride];
        for (int i = 0; i < outputs; i++) {
            double centre = (start + i + 0.5) * scale - axis.shift();
            int first = clamp((int) (centre - support + 0.5), 0, axis.samples() - 1);
            int end = clamp((int) (centre + support + 0.5), first + 1, axis.samples());
            result.first[i] = first;
            result.count[i] = end - first;
            result.weigh(i, centre, stretch, interpolation, raw);
        }
        return result;
    }

    private void weigh(int output, double centre, double stretch, Interpolation interpolation, double[] raw) {
        double sum = 0;
        for (int k = 0; k < count[output]; k++) {
            raw[k] = interpolation.weight((first[output] + k - centre + 0.5) / stretch);
            sum += raw[k];
        }
        for (int k = 0; k < count[output]; k++) {
            double share = sum == 0 ? 1.0 / count[output] : raw[k] / sum;
            weights[output * stride + k] = (int) Math.rint(share * (1 << PRECISION_BITS));
        }
    }

    private static int clamp(int value, int low, int high) {
        return Math.max(low, Math.min(value, high));
    }

    int outputs() {
        return first.length;
    }

    /** The first input sample that counts for an output. */
    int first(int output) {
        return first[output];
    }

    /** One past the last input sample that counts for an output. */
    int end(int output) {
        return first[output] + count[output];
    }

    /** How many input samples count for an output. */
    int count(int output) {
        return count[output];
    }

    /** Where an output's weights begin in {@link #weights()}. */
    int offset(int output) {
        return output * stride;
    }

    int[] weights() {
        return weights;
    }

    /** The first input sample that counts for any output. */
    int firstInput() {
        return first[0];
    }

    /** One past the last input sample that counts for any output. */
    int endInput() {
        return end(first.length - 1);
    }
}
