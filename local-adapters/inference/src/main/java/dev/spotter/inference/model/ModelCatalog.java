package dev.spotter.inference.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.spotter.core.error.ModelException;
import dev.spotter.core.internal.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/**
 * The models on the class path: the resources of {@code dev.spotter:spotter-models}, or of any jar laid out alike.
 * Immutable.
 */
public final class ModelCatalog {
    /** The largest file of class names, or properties, that is read: thousands of lines. */
    static final int MAX_TEXT_BYTES = 1 << 20;

    private static final String FOLDER = "dev/spotter/models/";

    private final ClassLoader resources;

    public ModelCatalog(ClassLoader resources) {
        this.resources = resources;
    }

    /** The models that come with Spotter. */
    public static ModelCatalog bundled() {
        return new ModelCatalog(ModelCatalog.class.getClassLoader());
    }

    /** The names of the models, in the order of their list; empty where no models are on the class path. */
    public List<String> names() {
        return find("models.list").map(bytes -> lines(new String(bytes, UTF_8))).orElse(List.of());
    }

    /**
     * The description of a model that {@link #names()} has.
     *
     * @throws ModelException if it cannot be read
     */
    ModelDescription describe(String name) {
        String file = name + ".properties";
        return ModelDescription.read(file, read(file));
    }

    /**
     * A resource's bytes.
     *
     * @throws ModelException if there is no such resource
     */
    byte[] read(String file) {
        return find(file)
                .orElseThrow(() -> new ModelException("%s is not on the class path under %s".formatted(file, FOLDER)));
    }

    /**
     * The weights that a description names, checked against their hash.
     *
     * @throws ModelException if they are damaged
     */
    Weights weights(ModelDescription description) {
        byte[] bytes = read(description.weights());
        String actual = Sha256.hex(bytes);
        if (!actual.equals(description.weightsSha256())) {
            throw new ModelException("%s is damaged: its SHA-256 is %s, expected %s"
                    .formatted(description.weights(), actual, description.weightsSha256()));
        }
        return Weights.read(description.weights(), bytes);
    }

    /** Whether there is such a resource. */
    boolean has(String file) {
        return resources.getResource(FOLDER + file) != null;
    }

    /** The lines of a text that are not blank. */
    static List<String> lines(String text) {
        return text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    }

    private Optional<byte[]> find(String file) {
        try (InputStream in = resources.getResourceAsStream(FOLDER + file)) {
            return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
        } catch (IOException e) {
            throw new ModelException(file + " cannot be read from the class path", e);
        }
    }
}
