package dev.spotter.inference.network;

import dev.spotter.core.classification.DecisionRule;
import dev.spotter.core.classification.Label;
import dev.spotter.core.classification.ModelIdentity;
import dev.spotter.core.error.SpotterException;
import dev.spotter.core.image.ImageBytes;
import dev.spotter.core.image.ImageLimits;
import dev.spotter.imaging.ImageDecoder;
import dev.spotter.imaging.InputSpec;
import dev.spotter.imaging.Interpolation;
import dev.spotter.imaging.TurboJpegLookup;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** The real way of an image up to the network's input, of which the labels tell every bit. */
final class PixelClassifier extends NetworkClassifier {
    private static final int CROP = 224;
    private static final List<Float> HALF = List.of(0.5f, 0.5f, 0.5f);
    private static final InputSpec INPUT = new InputSpec(256, CROP, Interpolation.BILINEAR, HALF, HALF);
    /** Low, so that a mutant's size costs little time. */
    private static final ImageLimits LIMITS = new ImageLimits(10 << 20, 2_000_000, 20_000);

    PixelClassifier(int predictors, boolean turboJpeg) {
        super(
                new PixelNetwork(3 * CROP * CROP),
                new NetworkDescription(
                        new ModelIdentity("pixels", "1"),
                        List.of("red", "green", "blue", "grey"),
                        INPUT,
                        Activation.NONE,
                        DecisionRule.NONE),
                Path.of("pixels"),
                predictors,
                turboJpeg ? new ImageDecoder(LIMITS, new TurboJpegLookup()) : new ImageDecoder(LIMITS));
    }

    /** The labels and their scores, or the error's code and message, in one line. */
    String outcome(ImageBytes image) {
        try {
            return classify(image).labels().stream().map(Label::toString).collect(Collectors.joining(", "));
        } catch (SpotterException e) {
            return e.code() + " " + e.getMessage();
        } catch (RuntimeException | Error e) {
            return "internal error " + e;
        }
    }
}
