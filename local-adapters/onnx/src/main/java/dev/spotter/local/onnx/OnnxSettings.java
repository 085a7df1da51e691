package dev.spotter.local.onnx;

import dev.spotter.core.image.ImageLimits;
import dev.spotter.local.model.SpotterHome;
import java.util.Map;

/**
 * How an {@link OnnxClassifier} is opened.
 *
 * @param model the name of a model on the class path or of one that is installed, or the path of a directory with an ONNX image
 *     classification model in DJL's form ({@code serving.properties}, {@code synset.txt}, the {@code .onnx})
 * @param home where joined models and ONNX Runtime's native files are kept
 * @param predictors how many images are classified at once, one thread each; at least 1
 * @param limits checked before an image is decoded
 * @param turboJpeg whether the machine's TurboJPEG library decodes JPEG files where there is one
 */
public record OnnxSettings(String model, SpotterHome home, int predictors, ImageLimits limits, boolean turboJpeg) {
    /** The model that comes with Spotter. */
    public static final String DEFAULT_MODEL = "efficientnet-lite0";

    /** The environment variable that is {@code off} where TurboJPEG is not to be used. */
    private static final String TURBO_JPEG_VARIABLE = "SPOTTER_TURBOJPEG";

    /** @throws IllegalArgumentException if {@code predictors} is below 1 */
    public OnnxSettings {
        if (predictors < 1) {
            throw new IllegalArgumentException("predictors must be at least 1 but was " + predictors);
        }
    }

    /**
     * The default model, one predictor per core, the default limits, and the home that the environment names.
     *
     * @param environment as {@link System#getenv()} gives it
     */
    public static OnnxSettings from(Map<String, String> environment) {
        return new OnnxSettings(
                DEFAULT_MODEL,
                SpotterHome.from(environment),
                Runtime.getRuntime().availableProcessors(),
                ImageLimits.DEFAULT,
                !"off".equals(environment.get(TURBO_JPEG_VARIABLE)));
    }

    public OnnxSettings withModel(String nameOrDirectory) {
        return new OnnxSettings(nameOrDirectory, home, predictors, limits, turboJpeg);
    }

    public OnnxSettings withHome(SpotterHome other) {
        return new OnnxSettings(model, other, predictors, limits, turboJpeg);
    }

    public OnnxSettings withPredictors(int count) {
        return new OnnxSettings(model, home, count, limits, turboJpeg);
    }

    public OnnxSettings withLimits(ImageLimits other) {
        return new OnnxSettings(model, home, predictors, other, turboJpeg);
    }

    /** With or without the machine's TurboJPEG library. */
    public OnnxSettings withTurboJpeg(boolean wanted) {
        return new OnnxSettings(model, home, predictors, limits, wanted);
    }
}
