package dev.spotter.imaging;

/**
 * The weights of one direction of a resize: for each output sample, which input samples count and how much. The
 * formulas are {@code precompute_coeffs} and {@code normalize_coeffs_8bpc} of Pillow's Resample.c, for the outputs
 * inside the crop only.
 */
final class FilterWeights {
    /** Fixed-point weights: 8 bits of sample, 2 of headroom for weights over 1, the rest for the fraction. */
    private static final int PRECISION_BITS = 32 - 8 - 2;
    /** The first summand of weighted levels, which turns truncation into rounding. */
    static final int HALF = 1 << (PRECISION_BITS - 1);

    private static final int MAX_LEVEL = 255;

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
     * The weights for the outputs of a plan, in the order in which the outputs are stored.
     *
     * @param flipped whether the upright axis, along which the weights are computed, runs from the stored axis's end to
     *     its beginning
     */
    static FilterWeights of(SampledAxis axis, boolean flipped, CropPlan plan, InputSpec spec) {
        double scale = axis.length() / plan.outputPixels();
        double stretch = Math.max(1, scale);
        double support = spec.interpolation().support() * stretch;
        double shift = flipped ? axis.shiftFromEnd() : axis.shift();
        int outputs = spec.cropPixels();
        FilterWeights result = new FilterWeights(outputs, (int) Math.ceil(support) * 2 + 1);
        double[] raw = new double[result.stride];
        for (int i = 0; i < outputs; i++) {
            double centre = (plan.start() + i + 0.5) * scale - shift;
            int first = clamp((int) (centre - support + 0.5), 0, axis.samples() - 1);
            int end = clamp((int) (centre + support + 0.5), first + 1, axis.samples());
            int output = flipped ? outputs - 1 - i : i;
            result.first[output] = flipped ? axis.samples() - end : first;
            result.count[output] = end - first;
            weigh(raw, first, end - first, centre, 1 / stretch, spec.interpolation());
            result.put(output, raw, flipped);
        }
        return result;
    }

    /** @param narrow the factor for distances, by which the kernel is widened */
    private static void weigh(
            double[] raw, int first, int count, double centre, double narrow, Interpolation interpolation) {
        double sum = 0;
        for (int k = 0; k < count; k++) {
            raw[k] = interpolation.weight((first + k - centre + 0.5) * narrow);
            sum += raw[k];
        }
        for (int k = 0; k < count; k++) {
            raw[k] = sum == 0 ? 1.0 / count : raw[k] / sum;
        }
    }

    private void put(int output, double[] shares, boolean flipped) {
        int last = count[output] - 1;
        for (int k = 0; k <= last; k++) {
            double weight = shares[flipped ? last - k : k] * (1 << PRECISION_BITS);
            weights[output * stride + k] = (int) (weight < 0 ? weight - 0.5 : weight + 0.5);
        }
    }

    /** Replaces each sum of weighted levels and {@link #HALF} by its level of 0 to 255. */
    static void toLevels(int[] sums) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] = Math.max(0, Math.min(MAX_LEVEL, sums[i] >> PRECISION_BITS));
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
