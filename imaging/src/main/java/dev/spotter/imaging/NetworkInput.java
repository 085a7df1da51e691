package dev.spotter.imaging;

import java.nio.FloatBuffer;

/** A network's input, filled with the stored rows of the crop in any order. Not thread-safe. */
final class NetworkInput implements RowSink {
    private static final int CHANNELS = 3;
    private static final int LEVELS = 256;

    private final int side;
    private final float[] samples;
    /** The normalised value of each level, for red, green and blue. */
    private final float[][] normalised = new float[CHANNELS][LEVELS];

    private OrientationTransform transform = new OrientationTransform(false, false, false);

    NetworkInput(InputSpec spec) {
        side = spec.cropPixels();
        samples = new float[spec.inputFloats()];
        for (int channel = 0; channel < CHANNELS; channel++) {
            for (int i = 0; i < LEVELS; i++) {
                normalised[channel][i] = (i / 255f - spec.mean().get(channel))
                        / spec.standardDeviation().get(channel);
            }
        }
    }

    /** Sets how the rows that come next are turned upright. */
    void turnBy(OrientationTransform transform) {
        this.transform = transform;
    }

    @Override
    public void put(int storedY, int[] levels) {
        int at = transform.uprightIndex(0, storedY, side, side);
        int step = transform.uprightIndex(Math.min(1, side - 1), storedY, side, side) - at;
        int area = side * side;
        for (int i = 0; i < side * CHANNELS; i += CHANNELS) {
            samples[at] = normalised[0][levels[i]];
            samples[at + area] = normalised[1][levels[i + 1]];
            samples[at + 2 * area] = normalised[2][levels[i + 2]];
            at += step;
        }
    }

    /** Writes red, green and blue, each row by row, to {@code out} from index 0. */
    void copyTo(FloatBuffer out) {
        out.put(0, samples);
    }
}
