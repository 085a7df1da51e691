package dev.spotter.pytorch;

import static java.lang.System.Logger.Level.WARNING;

import dev.spotter.core.error.SpotterException;
import dev.spotter.inference.model.ClassifierSettings;
import dev.spotter.inference.model.ModelCache;
import dev.spotter.inference.model.ModelCatalog;
import dev.spotter.inference.model.ModelDirectory;
import dev.spotter.inference.model.Models;
import dev.spotter.inference.model.SpotterHome;
import dev.spotter.inference.model.Variant;
import java.nio.file.Path;
import java.util.function.Function;

/** Finds the model that was asked for, and loads it in the fastest form that works here. */
final class ModelLoader {
    private static final System.Logger LOG = System.getLogger(ModelLoader.class.getName());

    private final ModelCatalog catalog;
    private final ClassifierSettings settings;
    private final SpotterHome home;

    ModelLoader(ModelCatalog catalog, ClassifierSettings settings) {
        this.catalog = catalog;
        this.settings = settings;
        this.home = settings.home();
    }

    /**
     * A classifier whose network has run once.
     *
     * @throws dev.spotter.core.error.ModelException if there is no such model, or it does not work
     */
    DjlClassifier load() {
        String nameOrDirectory = settings.model();
        Models models = new Models(catalog, home);
        if (models.has(nameOrDirectory)) {
            ModelCache cache = new ModelCache(catalog, home);
            return fastest(variant -> cache.directory(nameOrDirectory, variant), this::classifier);
        }
        return classifier(models.directory(nameOrDirectory));
    }

    /**
     * An embedder whose network has run once.
     *
     * @throws dev.spotter.core.error.ModelException if there is no such model, it is a model directory, or it does not
     *     work
     */
    DjlEmbedder loadEmbedder() {
        new Models(catalog, home).requireEmbedding(settings.model());
        ModelCache cache = new ModelCache(catalog, home);
        return fastest(variant -> cache.features(settings.model(), variant), this::embedder);
    }

    private <T> T fastest(Function<Variant, Path> directories, Function<ModelDirectory, T> opening) {
        if (Variant.fastest() == Variant.FUSED) {
            Path fused = directories.apply(Variant.FUSED);
            // Where libtorch itself is missing, no other form would help.
            PyTorchEngine.start(home);
            try {
                return opening.apply(ModelDirectory.read(fused));
            } catch (SpotterException e) {
                LOG.log(
                        WARNING,
                        "the fused form of {0} does not load here, the portable one is used: {1}",
                        settings.model(),
                        e.getMessage());
            }
        }
        return opening.apply(ModelDirectory.read(directories.apply(Variant.PORTABLE)));
    }

    /** Operators are looked up when a network runs, so it counts as loaded after a first run. */
    private DjlClassifier classifier(ModelDirectory directory) {
        PyTorchEngine.start(home);
        DjlClassifier classifier = new DjlClassifier(directory, settings);
        classifier.tryOut();
        return classifier;
    }

    private DjlEmbedder embedder(ModelDirectory directory) {
        PyTorchEngine.start(home);
        DjlEmbedder embedder = new DjlEmbedder(directory, settings);
        embedder.tryOut();
        return embedder;
    }
}
