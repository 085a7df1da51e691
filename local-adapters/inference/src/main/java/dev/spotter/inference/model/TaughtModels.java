package dev.spotter.inference.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.spotter.core.classification.ModelIdentity;
import dev.spotter.core.error.InvalidRequestException;
import dev.spotter.core.error.ModelException;
import dev.spotter.core.internal.Sha256;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Installs models that were taught. The result is an ordinary installed model, for every engine, that keeps the licence
 * and the preprocessing of its base. Thread-safe, for several processes too.
 */
public final class TaughtModels {
    private static final int MIN_CLASSES = ClassLabels.MIN_CLASSES;
    private static final int MAX_CLASSES = ClassLabels.MAX_CLASSES;

    private static final int VERSION_DIGITS = 12;
    private static final String LESSON = "lesson";
    private static final String LESSON_KEY = "lesson.key";

    private final ModelCatalog catalog;
    private final Models models;
    private final ModelCache cache;
    private final InstalledModels installed;

    public TaughtModels(ModelCatalog catalog, SpotterHome home) {
        this.catalog = catalog;
        this.models = new Models(catalog, home);
        this.cache = new ModelCache(catalog, home);
        this.installed = new InstalledModels(home.installed());
    }

    /**
     * Why a text cannot be the name of a class, as the end of a sentence that names it; empty if it can.
     */
    public static Optional<String> refusal(String className) {
        return className.isBlank() || !LabelFile.names(className).equals(List.of(className))
                ? Optional.of("begins or ends with a space, or is empty; accepted is text without them")
                : ClassLabels.refusal(className);
    }

    /**
     * Checks that a model can be taught under a name, whether or not another has it that was taught before.
     *
     * @throws InvalidRequestException if it is no name, it is that of a model that Spotter knows, or of an installed
     *     model that was not taught
     */
    public void requireName(String name) {
        InstalledModels.requireName(name);
        if (catalog.names().contains(name)) {
            throw new InvalidRequestException("name", "%s is the name of a model that Spotter knows".formatted(name));
        }
        if (installed.has(name) && !installed.contains(name, LESSON)) {
            throw new InvalidRequestException(
                    "name",
                    "%s is installed and was not taught; remove it first, or choose another name".formatted(name));
        }
    }

    /**
     * Checks that no other model has a name.
     *
     * @param key of the lesson: the same lesson again is no other model
     * @throws InvalidRequestException if a model is installed under this name that was taught another lesson
     */
    public void requireFree(String name, String key) {
        if (installed.has(name) && !isSame(name, key)) {
            throw new InvalidRequestException(
                    "replace",
                    "another model is installed as %s; replace it, remove it first, or choose another name"
                            .formatted(name));
        }
    }

    private boolean isSame(String name, String key) {
        return lesson(name).filter(lesson -> lesson.key().equals(key)).isPresent();
    }

    /**
     * Checks the names of all classes together.
     *
     * @throws InvalidRequestException if they are fewer than 2, more than 10,000, or too long together
     */
    public static void requireLabels(List<String> labels) {
        if (labels.size() < MIN_CLASSES || labels.size() > MAX_CLASSES) {
            throw new InvalidRequestException(
                    "classes",
                    "the number of classes is %,d; accepted are %,d to %,d"
                            .formatted(labels.size(), MIN_CLASSES, MAX_CLASSES));
        }
        int bytes = content(labels).length;
        if (bytes > LabelFile.MAX_BYTES) {
            throw new InvalidRequestException(
                    "classes",
                    "the class names have %,d bytes together; accepted are up to %,d"
                            .formatted(bytes, LabelFile.MAX_BYTES));
        }
    }

    /**
     * What an installed model was taught from; empty if it was not taught, or is not installed.
     *
     * @throws ModelException if it cannot be read
     */
    public Optional<TaughtModel.Lesson> lesson(String name) {
        while (installed.has(name) && installed.contains(name, LESSON)) {
            String key = installed.text(name, LESSON_KEY);
            String content = installed.text(name, LESSON);
            // Another model may have taken the name after the key was read.
            if (key.equals(installed.text(name, LESSON_KEY))) {
                return Optional.of(new TaughtModel.Lesson(key, content));
            }
        }
        return Optional.empty();
    }

    /** The names of the installed models that were taught, in their order. */
    public List<String> names() {
        return installed.names().stream()
                .filter(name -> installed.contains(name, LESSON))
                .toList();
    }

    /**
     * Installs a model. The same lesson again changes nothing, unless it is to be replaced.
     *
     * @param replace whether a model of this name that was taught before is replaced
     * @return the model as it is installed
     * @throws InvalidRequestException if the name or the labels are not accepted, or another model has the name
     * @throws ModelException if the base's parts are missing or damaged, or the model cannot be written
     */
    public ModelSummary install(TaughtModel model, boolean replace) {
        requireName(model.name());
        if (!replace) {
            requireFree(model.name(), model.lesson().key());
        }
        if (!replace && installed.has(model.name())) {
            return models.show(model.name());
        }
        requireLabels(model.labels());
        byte[] labels = content(model.labels());
        ModelSource base = models.source(model.base());
        ModelDescription description = describe(model, base.description(), labels);
        Variant variant = Variant.fastest();
        JoinedModel joined =
                new JoinedModel(description, variant, models.network(description.network(), variant), labels);
        NetworkManifest manifest = joined.network().manifest();
        Weights weights = new ReplacedLayer(base.weights().get(), Set.copyOf(manifest.lastLayer()), model.layer());
        Map<String, byte[]> lesson = Map.of(
                LESSON, model.lesson().content().getBytes(UTF_8),
                LESSON_KEY, model.lesson().key().getBytes(UTF_8));
        installed.add(joined, weights, lesson, replace);
        if (replace) {
            forget(model.name());
        }
        return models.show(model.name());
    }

    private void forget(String name) {
        try {
            cache.forget(name);
        } catch (IOException e) {
            throw new ModelException(
                    "%s is installed, but files of the earlier model cannot be removed: %s"
                            .formatted(name, e.getMessage()),
                    e);
        }
    }

    private static byte[] content(List<String> labels) {
        return (String.join("\n", labels) + "\n").getBytes(UTF_8);
    }

    private static ModelDescription describe(TaughtModel model, ModelDescription base, byte[] labels) {
        String sha256 = Sha256.hexOfParts(
                base.weightsSha256().getBytes(UTF_8), model.layer().sha256().getBytes(UTF_8));
        String version = Sha256.hexOfParts(sha256.getBytes(UTF_8), labels).substring(0, VERSION_DIGITS);
        return new ModelDescription(
                new ModelIdentity(model.name(), version),
                base.network(),
                ModelDescription.TAUGHT_WEIGHTS,
                Optional.empty(),
                sha256,
                ModelDescription.OWN_LABELS,
                base.input(),
                model.unsureBelow(),
                base.licence(),
                base.licenceText(),
                "taught from %s on %s %s (%s)"
                        .formatted(
                                model.taughtFrom(),
                                base.identity().name(),
                                base.identity().version(),
                                base.source()));
    }
}
