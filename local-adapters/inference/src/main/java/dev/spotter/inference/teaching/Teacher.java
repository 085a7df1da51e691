package dev.spotter.inference.teaching;

import dev.spotter.core.classification.ModelIdentity;
import dev.spotter.core.error.InvalidRequestException;
import dev.spotter.core.error.ModelException;
import dev.spotter.inference.Embedders;
import dev.spotter.inference.model.ClassifierSettings;
import dev.spotter.inference.model.HomeNotWritableException;
import dev.spotter.inference.model.LastLayer;
import dev.spotter.inference.model.ModelCatalog;
import dev.spotter.inference.model.ModelSummary;
import dev.spotter.inference.model.Models;
import dev.spotter.inference.model.TaughtModel;
import dev.spotter.inference.model.TaughtModels;
import dev.spotter.inference.network.NetworkEmbedder;
import dev.spotter.inference.teaching.TeachingListener.Step;
import dev.spotter.inference.teaching.TeachingReport.Duplicate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Teaches a model classes of the user's own. A network is used as it is, to extract the features of photos; a layer
 * that is fitted to them replaces its last layer. The result is an ordinary installed model, which any engine runs.
 *
 * <p>The same photos, base and seed give the same model on the same machine. Features are kept in the cache by the hash
 * of the photo: so teaching that was interrupted is continued by the next, and more photos cost only their own time.
 * Memory does not grow with the features, which are in a file. Thread-safe.
 */
public final class Teacher {
    /** The threshold of a model whose surest predictions are wrong too often. */
    private static final double NEVER_SURE = 1;

    private final ClassifierSettings settings;
    private final Function<ClassifierSettings, ? extends NetworkEmbedder> opener;
    private final TaughtModels taught;
    private final Models models;

    /**
     * A teacher that extracts features with the engine on the class path.
     *
     * @param settings its model is the base: one that comes with Spotter or is installed
     */
    public Teacher(ClassifierSettings settings) {
        this(settings, Embedders::open);
    }

    /**
     * A teacher that extracts features with an engine.
     *
     * @param settings its model is the base: one that comes with Spotter or is installed
     * @param opener opens a base, such as {@code DjlEmbedder::open}
     */
    public Teacher(ClassifierSettings settings, Function<ClassifierSettings, ? extends NetworkEmbedder> opener) {
        this.settings = settings;
        this.opener = opener;
        this.taught = new TaughtModels(ModelCatalog.bundled(), settings.home());
        this.models = new Models(ModelCatalog.bundled(), settings.home());
    }

    /**
     * Teaches a model and installs it. Photos that cannot be read are left out, and named in the report.
     *
     * @throws InvalidRequestException if the directory has too few classes or photos, a directory's name cannot be a
     *     class name, or the model's name is taken or that of its base; nothing is installed then
     * @throws ModelException if the base is not here or damaged
     * @throws HomeNotWritableException if files cannot be written to the home
     * @throws IllegalStateException if the thread is interrupted; its flag stays set
     */
    public TeachingReport teach(TeachingRequest request, TeachingListener listener) {
        requireNotInterrupted(null);
        try {
            return teachAndInstall(request, listener);
        } catch (RuntimeException e) {
            requireNotInterrupted(e);
            throw e;
        }
    }

    /** What waits or writes fails in different ways where the thread is interrupted. All become this one. */
    private static void requireNotInterrupted(@Nullable RuntimeException failure) {
        if (Thread.currentThread().isInterrupted()) {
            throw new IllegalStateException("the thread that teaches was interrupted", failure);
        }
    }

    private TeachingReport teachAndInstall(TeachingRequest request, TeachingListener listener) {
        taught.requireName(request.name());
        Optional<Lesson> earlier = request.from().map(this::lesson);
        ClassifierSettings base =
                earlier.map(lesson -> settings.withModel(lesson.base().name())).orElse(settings);
        requireOtherName(request.name(), base.model());
        PhotoDirectory directory = PhotoDirectory.read(request.photos());
        ClassList classes = ClassList.of(directory, earlier);
        Path temporary = settings.home().cache();
        try (NetworkEmbedder embedder = opener.apply(base)) {
            earlier.ifPresent(lesson -> requireSame(request, lesson.base(), embedder.model()));
            Files.createDirectories(temporary);
            try (FeatureFileWriter writer = new FeatureFileWriter(temporary, embedder.dimension(), classes.size())) {
                TeachingRows rows = new TeachingRows(writer, classes);
                try (PhotoReader reader = new PhotoReader(embedder, settings.home(), classes, rows)) {
                    reader.read(directory, listener);
                    if (earlier.isPresent()) {
                        reader.readAgain(request, earlier.get());
                    }
                }
                rows.requireEnough(directory);
                Lesson lesson = new Lesson(
                        embedder.model(), embedder.fingerprint(), request.seed(), classes.names(), rows.entries());
                if (!request.replace()) {
                    taught.requireFree(request.name(), lesson.key());
                }
                try (FeatureFile features = writer.finish()) {
                    LabelledFeatures inOrder = rows.inOrder(features);
                    return fit(request, lesson, directory, classes, rows, inOrder, listener);
                }
            }
        } catch (IOException e) {
            throw new HomeNotWritableException("the temporary file of features", temporary, e);
        }
    }

    private TeachingReport fit(
            TeachingRequest request,
            Lesson lesson,
            PhotoDirectory directory,
            ClassList classes,
            TeachingRows rows,
            LabelledFeatures features,
            TeachingListener listener) {
        Fitted fitted = Fitted.to(features, request.seed(), listener);
        HeldBack heldBack = fitted.heldBack();
        listener.at(Step.COMPARING, 0, -1);
        NearDuplicates duplicates = NearDuplicates.of(features, heldBack);
        List<Duplicate> alike = duplicates.find(rows);
        double unsureBelow = heldBack.evaluation().unsureBelow().orElse(NEVER_SURE);
        ModelSummary model = taught.install(
                new TaughtModel(
                        request.name(),
                        lesson.base().name(),
                        classes.names(),
                        new LastLayer(fitted.layer().weights(), fitted.layer().bias()),
                        rows.size() + " photos in " + classes.size() + " classes",
                        Optional.of(unsureBelow),
                        new TaughtModel.Lesson(lesson.key(), lesson.json())),
                request.replace());
        return new Evaluated(classes, rows, heldBack)
                .report(
                        model,
                        lesson,
                        CrossValidation.folds(features),
                        alike,
                        Stream.of(directory.warnings(), CrossValidation.warnings(features), duplicates.warnings(alike))
                                .flatMap(List::stream)
                                .toList());
    }

    /** A model that replaces its base could not be extended, because its features come from the base. */
    private static void requireOtherName(String name, String base) {
        if (name.equals(base)) {
            throw new InvalidRequestException(
                    "name",
                    "%s is the model whose network looks at the photos, which the new model needs; choose another name"
                            .formatted(name));
        }
    }

    /** Vectors of different models, or of different versions of one, cannot be mixed. */
    private static void requireSame(TeachingRequest request, ModelIdentity expected, ModelIdentity actual) {
        if (!actual.equals(expected)) {
            throw new InvalidRequestException(
                    "from",
                    "%s was taught on %s %s, but %s is installed; teach with all photos again"
                            .formatted(
                                    request.from().orElse(""), expected.name(), expected.version(), actual.version()));
        }
    }

    private Lesson lesson(String model) {
        if (!models.has(model)) {
            List<String> others = taught.names();
            throw new InvalidRequestException(
                    "from",
                    "there is no model %s; %s"
                            .formatted(
                                    model,
                                    others.isEmpty()
                                            ? "no model was taught on this machine"
                                            : "taught models are: " + String.join(", ", others)));
        }
        TaughtModel.Lesson lesson = taught.lesson(model)
                .orElseThrow(() -> new InvalidRequestException(
                        "from",
                        "%s was not taught on this machine; to teach on its features, give it as the network"
                                .formatted(model)));
        Lesson read = Lesson.read(model, lesson.content());
        if (!models.has(read.base().name())) {
            throw new InvalidRequestException(
                    "from",
                    "%s was taught on %s, which is not installed any more; install it, or teach with all photos again"
                            .formatted(model, read.base().name()));
        }
        return read;
    }
}
