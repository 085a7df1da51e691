package dev.spotter.local.djl;

import dev.spotter.core.image.ImageLimits;
import dev.spotter.local.model.SpotterHome;
import java.util.Map;

/**
 * How a {@link DjlClassifier} is opened.
 *
 * @param model the name of a model on the class path, or the path of a directory with a TorchScript image classification model in
 *     DJL's form ({@code serving.properties}, {@code synset.txt}, the {@code .pt})
 * @param home where joined models and libtorch's native files are kept
 * @param predictors how many images are classified at once, one thread each; at least 1
 * @param limits checked before an image is decoded
 * @param turboJpeg whether the machine's TurboJPEG library decodes JPEG files where there is one
 */
public record DjlSettings(String model, SpotterHome home, int predictors, ImageLimits limits, boolean turboJpeg) {
    /** The model that comes with Spotter. */
    public static final String DEFAULT_MODEL = "efficientnet-lite0";

    /** The environment variable that is {@code off} where TurboJPEG is not to be used. */
    public static final String TURBO_JPEG_VARIABLE = "SPOTTER_TURBOJPEG";

    /** @throws IllegalArgumentException if {@code predictors} is below 1 */
    public DjlSettings {
        if (predictors < 1) {
            throw new IllegalArgumentException("predictors must be at least 1 but was " + predictors);
        }
    }

    /**
     * With TurboJPEG where there is one.
     *
     * @throws IllegalArgumentException if {@code predictors} is below 1
     */
    public DjlSettings(String model, SpotterHome home, int predictors, ImageLimits limits) {
        this(model, home, predictors, limits, true);
    }

    /**
     * The default model, one predictor per core, the default limits, and the home that the environment names.
     *
     * @param environment as {@link System#getenv()} gives it
     */
    public static DjlSettings from(Map<String, String> environment) {
        return new DjlSettings(
                DEFAULT_MODEL,
                SpotterHome.from(environment),
                Runtime.getRuntime().availableProcessors(),
                ImageLimits.DEFAULT,
                !"off".equals(environment.get(TURBO_JPEG_VARIABLE)));
    }

    public DjlSettings withModel(String nameOrDirectory) {
        return new DjlSettings(nameOrDirectory, home, predictors, limits, turboJpeg);
    }

    public DjlSettings withHome(SpotterHome other) {
        return new DjlSettings(model, other, predictors, limits, turboJpeg);
    }

    public DjlSettings withPredictors(int count) {
        return new DjlSettings(model, home, count, limits, turboJpeg);
    }

    public DjlSettings withLimits(ImageLimits other) {
        return new DjlSettings(model, home, predictors, other, turboJpeg);
    }

    /** With or without the machine's TurboJPEG library. */
    public DjlSettings withTurboJpeg(boolean wanted) {
        return new DjlSettings(model, home, predictors, limits, wanted);
    }
}
