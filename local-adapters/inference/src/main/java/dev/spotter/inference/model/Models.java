package dev.spotter.inference.model;

import dev.spotter.core.error.InvalidRequestException;
import dev.spotter.core.error.ModelException;
import dev.spotter.inference.model.ModelSummary.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * All models: those of a catalog, and those that were installed in a home. A catalog's model without weights can be
 * used after it was installed. Several processes may use a home at once. Thread-safe.
 */
public final class Models {
    private final ModelCatalog catalog;
    private final InstalledModels installed;
    private final SpotterHome home;

    public Models(ModelCatalog catalog, SpotterHome home) {
        this.catalog = catalog;
        this.installed = new InstalledModels(home.installed());
        this.home = home;
    }

    /** All models: the catalog's in its order, then those that were installed under names of their own. */
    public List<ModelSummary> list() {
        return names().stream().map(this::show).toList();
    }

    /** Whether there is a model of this name, be it one whose weights are not here. */
    public boolean has(String name) {
        return catalog.names().contains(name) || installed.has(name);
    }

    /**
     * What is known of a model.
     *
     * @throws InvalidRequestException if there is no model of this name
     * @throws ModelException if its description cannot be read
     */
    public ModelSummary show(String name) {
        State state = state(name);
        return ModelSummary.of(state == State.INSTALLED ? installed.describe(name) : catalog.describe(name), state);
    }

    /**
     * Removes an installed model, and the files that were made from it.
     *
     * @throws InvalidRequestException if no such model is installed
     * @throws ModelException if it cannot be removed
     */
    public void remove(String name) {
        State state = state(name);
        if (state != State.INSTALLED) {
            throw new InvalidRequestException(
                    "name",
                    state == State.BUNDLED
                            ? "%s comes with Spotter and cannot be removed".formatted(name)
                            : "%s is not installed".formatted(name));
        }
        try {
            installed.remove(name);
            new ModelCache(catalog, home).forget(name);
        } catch (IOException e) {
            throw new ModelException("%s cannot be removed: %s".formatted(name, e.getMessage()), e);
        }
    }

    /**
     * The model directory that a path names.
     *
     * @throws ModelException if there is none; the message names the models there are, as the path may be meant for
     *     one's name
     */
    public ModelDirectory directory(String path) {
        if (!isDirectory(path)) {
            throw new ModelException(("there is no model \"%s\": give one of %s, or a directory with "
                            + "serving.properties, synset.txt and a TorchScript .pt or an .onnx")
                    .formatted(path, names()));
        }
        return ModelDirectory.read(Path.of(path));
    }

    /**
     * Checks that a model's features can be had: Spotter changes the last layer, which it does not know in a model
     * directory of the user.
     *
     * @throws ModelException if there is no model of this name; the message names the models there are
     */
    public void requireEmbedding(String name) {
        if (!has(name)) {
            throw new ModelException("%s \"%s\" gives no embeddings: give the name of a model, one of %s"
                    .formatted(isDirectory(name) ? "the model directory" : "the unknown model", name, names()));
        }
    }

    private static boolean isDirectory(String path) {
        try {
            return Files.isDirectory(Path.of(path));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    /**
     * What a model is made of.
     *
     * @throws InvalidRequestException if there is no model of this name
     * @throws ModelException if its weights are not here, or its description cannot be read
     */
    ModelSource source(String name) {
        return switch (state(name)) {
            case BUNDLED -> bundled(name);
            case INSTALLED -> requirePublished(name, installed.source(name));
            case NOT_INSTALLED -> throw new ModelNotInstalledException(name);
        };
    }

    private ModelSource bundled(String name) {
        ModelDescription description = catalog.describe(name);
        return new ModelSource(
                description, () -> catalog.read(description.labels()), () -> catalog.weights(description));
    }

    /** A model of the catalog's name may have no other weights than the published ones, however it was installed. */
    private ModelSource requirePublished(String name, ModelSource model) {
        if (catalog.names().contains(name)
                && !catalog.describe(name)
                        .weightsSha256()
                        .equals(model.description().weightsSha256())) {
            throw new ModelException("the weights that are installed as %s are not the published ones; remove the model"
                    .formatted(name));
        }
        return model;
    }

    /** A network's archive. */
    byte[] network(String network, Variant variant) {
        return catalog.read("networks/%s-%s.zip".formatted(network, variant.text()));
    }

    private State state(String name) {
        boolean bundled = catalog.names().contains(name);
        if (bundled && catalog.describe(name).weightsUrl().isEmpty()) {
            return State.BUNDLED;
        }
        if (installed.has(name)) {
            return State.INSTALLED;
        }
        if (bundled) {
            return State.NOT_INSTALLED;
        }
        throw new InvalidRequestException(
                "name",
                "there is no model \"%s\"; there are %s"
                        .formatted(StateDict.printable(name), String.join(", ", names())));
    }

    /** The names of all models, as in {@link #list()}. */
    public List<String> names() {
        List<String> names = new ArrayList<>(catalog.names());
        installed.names().stream().filter(name -> !names.contains(name)).forEach(names::add);
        return names;
    }
}
