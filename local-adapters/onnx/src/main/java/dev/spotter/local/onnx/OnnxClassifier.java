package dev.spotter.local.onnx;

import dev.spotter.core.classification.Classification;
import dev.spotter.core.classification.Classifier;
import dev.spotter.core.classification.ModelIdentity;
import dev.spotter.core.error.ModelException;
import dev.spotter.core.error.SpotterException;
import dev.spotter.core.image.ImageBytes;
import dev.spotter.local.image.FoundTurboJpeg;
import dev.spotter.local.image.ImageDecoder;
import dev.spotter.local.model.ModelCache;
import dev.spotter.local.model.ModelCatalog;
import dev.spotter.local.model.ModelDirectory;
import dev.spotter.local.model.Models;
import dev.spotter.local.model.Variant;
import dev.spotter.local.network.NetworkClassifier;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Classifies with ONNX Runtime, in this process, without a network; libtorch is not needed and not loaded. Opening takes a few tenths of a
 * second; the first time on a machine about one, for unpacking ONNX Runtime and the model into the {@linkplain OnnxSettings#home() home}.
 * As many images are worked on at once as there are predictors; more callers wait.
 *
 * <p>A JVM has one ONNX Runtime, whose native files are loaded by the first classifier that is opened: the system property
 * {@code onnxruntime.native.path} is set where it is not.
 */
public final class OnnxClassifier implements Classifier {
    private final ModelDirectory model;
    private final NetworkClassifier classifier;

    private OnnxClassifier(ModelDirectory model, NetworkClassifier classifier) {
        this.model = model;
        this.classifier = classifier;
    }

    /**
     * Opens the model that comes with Spotter, with the settings that the environment gives.
     *
     * @throws ModelException if it cannot be loaded
     */
    public static OnnxClassifier open() {
        return open(OnnxSettings.from(System.getenv()));
    }

    /**
     * Opens a model.
     *
     * @throws ModelException if there is no such model, or it cannot be loaded
     */
    public static OnnxClassifier open(OnnxSettings settings) {
        return open(settings, ModelCatalog.bundled());
    }

    static OnnxClassifier open(OnnxSettings settings, ModelCatalog catalog) {
        ImageDecoder decoder = settings.turboJpeg()
                ? new ImageDecoder(settings.limits(), new FoundTurboJpeg())
                : new ImageDecoder(settings.limits());
        ModelDirectory model = find(settings, catalog);
        OnnxNetwork network = OnnxNetwork.load(OnnxRuntimeEngine.start(settings.home()), model);
        NetworkClassifier classifier =
                new NetworkClassifier(network, model.description(), settings.predictors(), decoder);
        try {
            classifier.tryOut();
        } catch (SpotterException e) {
            classifier.close();
            throw new ModelException(
                    "%s does not work: %s".formatted(model.identity().name(), e.getMessage()), e);
        }
        return new OnnxClassifier(model, classifier);
    }

    private static ModelDirectory find(OnnxSettings settings, ModelCatalog catalog) {
        Models models = new Models(catalog, settings.home());
        String name = settings.model();
        return models.has(name)
                ? ModelDirectory.read(new ModelCache(catalog, settings.home()).directory(name, Variant.ONNX))
                : models.directory(name);
    }

    @Override
    public Classification classify(ImageBytes image) {
        return classifier.classify(image);
    }

    /**
     * {@inheritDoc}
     *
     * <p>The file's size is checked before it is read.
     */
    @Override
    public Classification classify(Path file) throws IOException {
        return classifier.classify(file);
    }

    @Override
    public Stream<Classification> classifyAll(Stream<ImageBytes> images) {
        return classifier.classifyAll(images);
    }

    @Override
    public ModelIdentity model() {
        return classifier.model();
    }

    /** The directory that the model was loaded from. */
    public Path modelDirectory() {
        return model.path().toAbsolutePath();
    }

    /** Where the TurboJPEG library lies that decodes JPEG files; nothing where Java decodes them. */
    public Optional<String> turboJpeg() {
        return classifier.turboJpeg();
    }

    @Override
    public void close() {
        classifier.close();
    }
}
