package dev.spotter.local.djl;

import static java.lang.System.Logger.Level.WARNING;

import dev.spotter.core.error.ModelException;
import dev.spotter.core.error.SpotterException;
import dev.spotter.local.model.ModelCache;
import dev.spotter.local.model.ModelCatalog;
import dev.spotter.local.model.ModelDirectory;
import dev.spotter.local.model.Models;
import dev.spotter.local.model.SpotterHome;
import dev.spotter.local.model.Variant;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Finds the model that was asked for, and loads it in the fastest form that works here. */
final class ModelLoader {
    private static final System.Logger LOG = System.getLogger(ModelLoader.class.getName());

    private final ModelCatalog catalog;
    private final SpotterHome home;

    ModelLoader(ModelCatalog catalog, SpotterHome home) {
        this.catalog = catalog;
        this.home = home;
    }

    /** A network that has answered once. */
    record Loaded(ModelDirectory directory, Network network) {}

    /** @throws ModelException if there is no such model, or it does not work */
    Loaded load(String nameOrDirectory) {
        Models models = new Models(catalog, home);
        if (models.has(nameOrDirectory)) {
            return loadNamed(nameOrDirectory);
        }
        if (!isDirectory(nameOrDirectory)) {
            throw new ModelException(("there is no model \"%s\": give one of %s, or a folder with serving.properties,"
                            + " synset.txt and a TorchScript .pt")
                    .formatted(nameOrDirectory, models.names()));
        }
        return loadWorking(ModelDirectory.read(Path.of(nameOrDirectory)));
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
        Network network = Network.load(directory);
        try (PredictorPool pool = new PredictorPool(network, 1);
                PredictorPool.Lane lane = pool.take()) {
            lane.input().put(new float[lane.input().capacity()]);
            Ranking.labels(directory.labels(), lane.predict(), directory.appliesSoftmax());
            return new Loaded(directory, network);
        } catch (SpotterException e) {
            network.close();
            throw new ModelException(
                    "%s does not work: %s".formatted(directory.identity().name(), e.getMessage()), e);
        }
    }

    static boolean isX86() {
        String architecture = System.getProperty("os.arch");
        return architecture.equals("amd64") || architecture.equals("x86_64");
    }

    private static boolean isDirectory(String path) {
        try {
            return Files.isDirectory(Path.of(path));
        } catch (InvalidPathException e) {
            return false;
        }
    }
}
