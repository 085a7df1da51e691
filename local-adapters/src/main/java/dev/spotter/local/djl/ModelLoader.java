package dev.spotter.local.djl;

import static java.lang.System.Logger.Level.WARNING;

import dev.spotter.core.error.ModelException;
import dev.spotter.core.error.SpotterException;
import dev.spotter.local.image.FoundTurboJpeg;
import dev.spotter.local.image.ImageDecoder;
import dev.spotter.local.model.ModelCache;
import dev.spotter.local.model.ModelCatalog;
import dev.spotter.local.model.ModelDirectory;
import dev.spotter.local.model.Models;
import dev.spotter.local.model.SpotterHome;
import dev.spotter.local.model.Variant;
import dev.spotter.local.network.NetworkClassifier;
import java.nio.file.Path;

/** Finds the model that was asked for, and loads it in the fastest form that works here. */
final class ModelLoader {
    private static final System.Logger LOG = System.getLogger(ModelLoader.class.getName());

    private final ModelCatalog catalog;
    private final DjlSettings settings;
    private final SpotterHome home;
    private final ImageDecoder decoder;

    ModelLoader(ModelCatalog catalog, DjlSettings settings) {
        this.catalog = catalog;
        this.settings = settings;
        this.home = settings.home();
        this.decoder = settings.turboJpeg()
                ? new ImageDecoder(settings.limits(), new FoundTurboJpeg())
                : new ImageDecoder(settings.limits());
    }

    /** A classifier whose network has answered once. */
    record Loaded(ModelDirectory directory, NetworkClassifier classifier) {}

    /** @throws ModelException if there is no such model, or it does not work */
    Loaded load() {
        String nameOrDirectory = settings.model();
        Models models = new Models(catalog, home);
        if (models.has(nameOrDirectory)) {
            return loadNamed(nameOrDirectory);
        }
        return loadWorking(models.directory(nameOrDirectory));
    }

    private Loaded loadNamed(String name) {
        ModelCache cache = new ModelCache(catalog, home);
        if (isX86()) {
            Path fused = cache.directory(name, Variant.FUSED);
            try {
                return loadWorking(ModelDirectory.read(fused));
            } catch (SpotterException e) {
                LOG.log(
                        WARNING,
                        "the fused form of {0} does not load here, the portable one is used: {1}",
                        name,
                        e.getMessage());
            }
        }
        return loadWorking(ModelDirectory.read(cache.directory(name, Variant.PORTABLE)));
    }

    /** Operators are looked up when a network runs, so it counts as loaded when it has answered. */
    private Loaded loadWorking(ModelDirectory directory) {
        PyTorchEngine.start(home);
        NetworkClassifier classifier = new NetworkClassifier(
                TorchNetwork.load(directory), directory.description(), settings.predictors(), decoder);
        try {
            classifier.tryOut();
            return new Loaded(directory, classifier);
        } catch (SpotterException e) {
            classifier.close();
            throw new ModelException(
                    "%s does not work: %s".formatted(directory.identity().name(), e.getMessage()), e);
        }
    }

    static boolean isX86() {
        String architecture = System.getProperty("os.arch");
        return architecture.equals("amd64") || architecture.equals("x86_64");
    }
}
