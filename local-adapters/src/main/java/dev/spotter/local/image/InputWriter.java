package dev.spotter.local.image;

import java.nio.FloatBuffer;

/**
 * Writes a decoded picture as a network's input, as torchvision prepares a picture of Pillow's: upright, resized, cropped, normalised.
 * Thread-safe.
 */
public final class InputWriter {
    private static final int CHANNELS = 3;

    private InputWriter() {}

    /**
     * Writes one input: float32, channel by channel (red, green, blue), each {@code cropPixels} rows of {@code cropPixels}, to
     * {@code out} from index 0. The buffer's position does not change.
     *
     * @throws IllegalArgumentException if {@code out} has no room for {@code 3 * cropPixels * cropPixels} floats; nothing is written
     */
    public static void write(DecodedImage image, InputSpec spec, FloatBuffer out) {
        if (out.limit() < spec.inputFloats()) {
            throw new IllegalArgumentException(
                    "out must hold %d floats but held %d".formatted(spec.inputFloats(), out.limit()));
        }
        Turn turn = Turn.of(image.orientation());
        byte[] square = CropResizer.resize(
                image.rows(),
                weights(image.x(), image.y(), turn.flipX(), spec),
                weights(image.y(), image.x(), turn.flipY(), spec));
        int area = spec.cropPixels() * spec.cropPixels();
        float[] plane = new float[area];
        for (int channel = 0; channel < CHANNELS; channel++) {
            fillPlane(plane, square, channel, turn, spec);
            out.put(channel * area, plane);
        }
    }

    private static FilterWeights weights(Axis axis, Axis across, boolean flipped, InputSpec spec) {
        CropPlan plan = CropPlan.of(axis.sizePixels(), across.sizePixels(), flipped, spec);
        return FilterWeights.of(axis, plan.outputPixels(), plan.start(), spec.cropPixels(), spec.interpolation());
    }

    private static void fillPlane(float[] plane, byte[] square, int channel, Turn turn, InputSpec spec) {
        float[] normalised = normalised(channel, spec);
        int side = spec.cropPixels();
        int i = 0;
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                plane[i++] = normalised[square[turn.storedIndex(x, y, side) * CHANNELS + channel] & 0xFF];
            }
        }
    }

    private static float[] normalised(int channel, InputSpec spec) {
        float[] values = new float[256];
        for (int i = 0; i < values.length; i++) {
            values[i] = (i / 255f - spec.mean().get(channel))
                    / spec.standardDeviation().get(channel);
        }
        return values;
    }
}
