package dev.spotter.inference.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.spotter.core.classification.ModelIdentity;
import dev.spotter.core.error.InvalidRequestException;
import dev.spotter.core.error.ModelException;
import dev.spotter.core.internal.BoundedFile;
import dev.spotter.core.internal.Sha256;
import dev.spotter.core.internal.UnreadableFileException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Installs models: a network of the catalog with the weights that are published for it, or with weights from a file.
 * Nothing is installed unless everything fits; installing the same twice is once. Thread-safe, for several processes
 * too.
 */
public final class ModelInstaller {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int VERSION_DIGITS = 12;
    private static final String OWN_WEIGHTS = "weights";
    /** SPDX's word for an unknown licence. */
    private static final String UNKNOWN_LICENCE = "NOASSERTION";

    private final ModelCatalog catalog;
    private final Models models;
    private final InstalledModels installed;
    private final WeightsFetcher fetcher;

    public ModelInstaller(ModelCatalog catalog, SpotterHome home) {
        this(catalog, home, PATIENCE);
    }

    ModelInstaller(ModelCatalog catalog, SpotterHome home, Duration patience) {
        this.catalog = catalog;
        this.models = new Models(catalog, home);
        this.installed = new InstalledModels(home.installed());
        this.fetcher = new WeightsFetcher(home.downloads(), patience);
    }

    /**
     * What to install.
     *
     * @param network its architecture, by the name that the catalog has for it
     * @param weights a file with the network's state dict (.pth or safetensors; float32, float16 or bfloat16), alone or
     *     in a checkpoint, whose last layer may have 2 to 10,000 classes; else the published ones are fetched
     * @param name of the model; else as the network, which only the published weights may be
     * @param labels a file with a name for each class, one a line, in class order; else the catalog's
     */
    public record Request(String network, Optional<Path> weights, Optional<String> name, Optional<Path> labels) {}

    /**
     * Installs a model.
     *
     * @return the model as it is installed
     * @throws InvalidRequestException if the request makes no sense: an unknown network, a name that is taken or none,
     *     labels that do not fit, a file that is not there
     * @throws ModelException if the weights cannot be had, are damaged, or do not fit the network
     */
    public ModelSummary install(Request request, FetchProgress progress) {
        ModelDescription base = base(request.network);
        String name = request.name.orElse(base.identity().name());
        boolean asPublished = name.equals(base.identity().name());
        checkName(request, base, name, asPublished);
        if (asPublished && request.weights.isEmpty() && installed.has(name)) {
            return models.show(name);
        }
        ClassLabels labels = labels(request, base);
        if (request.weights.isEmpty()) {
            labels.requireOneForEach(usualLabels(base).count(), base.weights());
        }
        byte[] weights = weights(request, base, progress);
        String sha256 = Sha256.hex(weights);
        checkFile(request, base, sha256, asPublished);
        ModelDescription model = describe(request, base, name, sha256, asPublished, labels);
        Variant variant = Variant.fastest();
        byte[] archive = models.network(base.network(), variant);
        Weights tensors =
                fitting(fileName(request, base), weights, NetworkArchive.read(base.network(), archive), labels);
        installed.add(new JoinedModel(model, variant, archive, labels.content()), tensors, Map.of(), false);
        return models.show(name);
    }

    private ModelDescription base(String network) {
        List<ModelDescription> all =
                catalog.names().stream().map(catalog::describe).toList();
        return all.stream()
                .filter(model -> model.network().equals(network))
                .findFirst()
                .orElseThrow(() -> new InvalidRequestException(
                        "network",
                        "there is no network \"%s\"; there are %s"
                                .formatted(
                                        StateDict.printable(network),
                                        String.join(
                                                ", ",
                                                all.stream()
                                                        .map(ModelDescription::network)
                                                        .toList()))));
    }

    private void checkName(Request request, ModelDescription base, String name, boolean asPublished) {
        InstalledModels.requireName(name);
        if (!asPublished && catalog.names().contains(name)) {
            throw new InvalidRequestException("name", "%s is the name of a model that Spotter knows".formatted(name));
        }
        if (asPublished && base.weightsUrl().isEmpty()) {
            throw new InvalidRequestException(
                    "name",
                    "%s comes with Spotter; for weights of your own give their file and another name".formatted(name));
        }
        if (asPublished && request.labels.isPresent()) {
            throw new InvalidRequestException("labels", "labels of your own make another model: give it another name");
        }
        if (request.weights.isEmpty() && base.weightsUrl().isEmpty()) {
            throw new InvalidRequestException("weights", "for this network give the file of the weights");
        }
    }

    private byte[] weights(Request request, ModelDescription base, FetchProgress progress) {
        return request.weights
                .map(file -> read("weights", file, Weights.MAX_BYTES))
                .orElseGet(() -> fetcher.fetch(base, base.weightsUrl().orElseThrow(), progress));
    }

    /** A file that is called like the published one must be it, and only that one goes by the network's name. */
    private static void checkFile(Request request, ModelDescription base, String sha256, boolean asPublished) {
        if (WeightsFetcher.isPublished(base, sha256)) {
            return;
        }
        if (base.weightsUrl().isPresent() && fileName(request, base).equals(base.weights())) {
            throw new ModelException("%s is damaged or another file: its SHA-256 is %s, expected %s"
                    .formatted(base.weights(), sha256, base.weightsSha256()));
        }
        if (asPublished) {
            throw new InvalidRequestException(
                    "name",
                    "these are not the published weights of %s (%s): give them a name of their own"
                            .formatted(base.identity().name(), base.weights()));
        }
    }

    private ClassLabels labels(Request request, ModelDescription base) {
        return request.labels
                .map(file -> ClassLabels.read(file.toString(), true, read("labels", file, LabelFile.MAX_BYTES)))
                .orElseGet(() -> usualLabels(base));
    }

    private ClassLabels usualLabels(ModelDescription base) {
        return ClassLabels.read(base.labels(), false, catalog.read(base.labels()));
    }

    private static Weights fitting(String file, byte[] content, NetworkArchive network, ClassLabels labels) {
        Weights weights = PrefixedWeights.of(file, Weights.read(file, content), network.parameters());
        long classes = network.classes(weights);
        ClassLabels.requireAccepted(classes, file);
        network.withClasses((int) classes).requireFit(weights);
        labels.requireOneForEach(classes, file);
        return weights;
    }

    private static ModelDescription describe(
            Request request,
            ModelDescription base,
            String name,
            String sha256,
            boolean asPublished,
            ClassLabels labels) {
        boolean published = WeightsFetcher.isPublished(base, sha256);
        String version = asPublished
                ? base.identity().version()
                : Sha256.hexOfParts(sha256.getBytes(UTF_8), labels.content()).substring(0, VERSION_DIGITS);
        return new ModelDescription(
                new ModelIdentity(name, version),
                base.network(),
                published ? base.weights() : OWN_WEIGHTS,
                Optional.empty(),
                sha256,
                request.labels.isPresent() ? ModelDescription.OWN_LABELS : base.labels(),
                base.input(),
                published ? base.unsureBelow() : Optional.empty(),
                published ? base.licence() : UNKNOWN_LICENCE,
                published ? base.licenceText() : Optional.empty(),
                published
                        ? base.source()
                        : "the file "
                                + StateDict.printable(fileName(request, base)).replace('\\', '/'));
    }

    private static String fileName(Request request, ModelDescription base) {
        return request.weights.map(file -> String.valueOf(file.getFileName())).orElse(base.weights());
    }

    private static byte[] read(String field, Path file, int maxBytes) {
        try {
            return BoundedFile.read(file, maxBytes);
        } catch (UnreadableFileException e) {
            throw new InvalidRequestException(field, "%s cannot be used: %s".formatted(file, e.reason()));
        } catch (NoSuchFileException e) {
            throw new InvalidRequestException(field, "there is no file " + file);
        } catch (IOException e) {
            throw new InvalidRequestException(field, "%s cannot be read: %s".formatted(file, e.getMessage()));
        }
    }
}
