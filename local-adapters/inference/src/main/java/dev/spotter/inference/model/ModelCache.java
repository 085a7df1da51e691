package dev.spotter.inference.model;

import dev.spotter.core.error.ModelException;
import dev.spotter.core.internal.DraftDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Joins networks and weights into model directories, once. A directory's name carries a hash of all it is made of, it
 * appears whole or not at all, and is reused by every later start; several processes may start at once. Thread-safe.
 */
public final class ModelCache {
    private static final int MAX_ATTEMPTS = 3;

    private final Models models;
    private final InstalledModels installed;
    private final Path root;

    public ModelCache(ModelCatalog catalog, SpotterHome home) {
        this.models = new Models(catalog, home);
        this.installed = new InstalledModels(home.installed());
        this.root = home.models();
    }

    /**
     * The directory of a model that the catalog has, or that is installed; created if it is missing.
     *
     * @throws ModelException if its parts are damaged or do not fit, its weights are not installed, or the directory
     *     cannot be written
     */
    public Path directory(String name, Variant variant) {
        return ofOne(() -> joined(name, variant));
    }

    private Path joined(String name, Variant variant) {
        ModelSource model = models.source(name);
        JoinedModel joined = new JoinedModel(
                model.description(),
                variant,
                archive(model, variant),
                model.labels().get());
        try {
            Optional<Path> whole = installed.directory(joined);
            return whole.isPresent() ? whole.get() : made(joined, model.weights());
        } catch (IOException | UncheckedIOException e) {
            throw new HomeNotWritableException("the model", root, e);
        }
    }

    /**
     * The directory of a model whose outputs are the features of a model that the catalog has, or that is installed:
     * what its last layer takes. Made where it is not there yet. Its labels are as many as there are features, and mean
     * nothing.
     *
     * @throws ModelException if its parts are damaged or do not fit, its weights are not here, or the directory cannot
     *     be written
     */
    public Path features(String name, Variant variant) {
        return ofOne(() -> joinedForFeatures(name, variant));
    }

    /** Begins again if another model takes the name meanwhile: the parts must be those of one model. */
    private static Path ofOne(Supplier<Path> making) {
        for (int attempt = 1; ; attempt++) {
            try {
                return making.get();
            } catch (ModelReplacedException e) {
                if (attempt == MAX_ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private Path joinedForFeatures(String name, Variant variant) {
        ModelSource model = models.source(name);
        JoinedModel joined = JoinedModel.ofFeatures(model.description(), variant, archive(model, variant));
        try {
            return made(joined, () -> featureWeights(joined, model));
        } catch (IOException | UncheckedIOException e) {
            throw new HomeNotWritableException("the model", root, e);
        }
    }

    private static Weights featureWeights(JoinedModel joined, ModelSource model) {
        NetworkManifest manifest = joined.network().manifest();
        LastLayer identity =
                LastLayer.identity(Math.toIntExact(manifest.lastShape().get(1)));
        return new ReplacedLayer(model.weights().get(), Set.copyOf(manifest.lastLayer()), identity);
    }

    private byte[] archive(ModelSource model, Variant variant) {
        return models.network(model.description().network(), variant);
    }

    private Path made(JoinedModel joined, Supplier<Weights> weights) throws IOException {
        Path target = root.resolve(joined.directoryName());
        if (!joined.isWhole(target)) {
            make(target, joined, weights.get());
        }
        return target;
    }

    /** Removes what was joined for a model. */
    void forget(String name) throws IOException {
        Pattern joined = JoinedModel.directoryNames(name);
        if (!Files.isDirectory(root)) {
            return;
        }
        try (Stream<Path> directories = Files.list(root)) {
            for (Path directory : directories.toList()) {
                if (joined.matcher(directory.getFileName().toString()).matches()) {
                    DraftDirectory.remove(directory);
                }
            }
        }
    }

    private void make(Path target, JoinedModel model, Weights weights) throws IOException {
        try (DraftDirectory draft = DraftDirectory.in(root)) {
            model.write(draft, weights);
            publish(draft, target, model);
        }
    }

    /** Another process may have made the same directory meanwhile; it is as good. */
    private static void publish(DraftDirectory draft, Path target, JoinedModel model) throws IOException {
        if (Files.exists(target) && !model.isWhole(target)) {
            DraftDirectory.remove(target);
        }
        try {
            draft.publish(target);
        } catch (IOException e) {
            if (!model.isWhole(target)) {
                throw e;
            }
        }
    }
}
