package dev.spotter.inference.model;

import dev.spotter.core.image.ImageLimits;
import dev.spotter.imaging.ImageDecoder;
import dev.spotter.imaging.TurboJpegLookup;
import java.util.Map;

/**
 * How a classifier is opened, whatever its engine.
 *
 * @param model the name of a model on the class path or of one that is installed, or the path of a directory with an
 *     image classification model of the engine in DJL's form ({@code serving.properties}, {@code synset.txt}, the
 *     {@code .pt} or {@code .onnx})
 * @param home where joined models and the engine's native files are kept
 * @param predictors how many images are classified at once, one thread each; at least 1
 * @param limits checked before an image is decoded
 * @param turboJpeg whether the machine's TurboJPEG library decodes JPEG files where there is one
 */
public record ClassifierSettings(
        String model, SpotterHome home, int predictors, ImageLimits limits, boolean turboJpeg) {
    /** The model that comes with Spotter. */
    public static final String DEFAULT_MODEL = "efficientnet-lite0";

    /** The environment variable that is {@code off} where TurboJPEG is not to be used. */
    public static final String TURBO_JPEG_VARIABLE = "SPOTTER_TURBOJPEG";

    /** @throws IllegalArgumentException if {@code predictors} is below 1 */
    public ClassifierSettings {
        if (predictors < 1) {
            throw new IllegalArgumentException("predictors must be at least 1 but was " + predictors);
        }
    }

    /**
     * The default model, one predictor per core, the default limits, and the home that the environment names.
     *
     * @param environment as {@link System#getenv()} gives it
     */
    public static ClassifierSettings from(Map<String, String> environment) {
        return new ClassifierSettings(
                DEFAULT_MODEL,
                SpotterHome.from(environment),
                Runtime.getRuntime().availableProcessors(),
                ImageLimits.DEFAULT,
                !"off".equals(environment.get(TURBO_JPEG_VARIABLE)));
    }

    public ClassifierSettings withModel(String nameOrDirectory) {
        return new ClassifierSettings(nameOrDirectory, home, predictors, limits, turboJpeg);
    }

    public ClassifierSettings withHome(SpotterHome other) {
        return new ClassifierSettings(model, other, predictors, limits, turboJpeg);
    }

    public ClassifierSettings withPredictors(int count) {
        return new ClassifierSettings(model, home, count, limits, turboJpeg);
    }

    public ClassifierSettings withLimits(ImageLimits other) {
        return new ClassifierSettings(model, home, predictors, other, turboJpeg);
    }

    /** With or without the machine's TurboJPEG library. */
    public ClassifierSettings withTurboJpeg(boolean wanted) {
        return new ClassifierSettings(model, home, predictors, limits, wanted);
    }

    /** A decoder that keeps to the limits. */
    public ImageDecoder newDecoder() {
        return turboJpeg ? new ImageDecoder(limits, new TurboJpegLookup()) : new ImageDecoder(limits);
    }
}
