package dev.spotter.inference.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.spotter.core.internal.BoundedFile;
import dev.spotter.core.internal.DraftDirectory;
import dev.spotter.core.internal.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * A model directory in DJL's usual form, made of a description, a network's archive, class names and weights.
 * Immutable.
 */
final class JoinedModel {
    private static final int KEY_DIGITS = 16;
    private static final String FEATURES = "features-";
    /** The size of the network's file, so that one that was cut off later is noticed without reading it. */
    private static final String SIZE = "size";

    private static final int MAX_SIZE_BYTES = 32;

    private final ModelDescription description;
    private final Variant variant;
    private final byte[] archive;
    private final byte[] labels;
    /** Whether the outputs are features, not scores of classes. */
    private final boolean ofFeatures;

    /**
     * What a directory is made of.
     *
     * @param archive the network's archive in this variant; not copied
     * @param labels the class names, one a line; not copied
     */
    JoinedModel(ModelDescription description, Variant variant, byte[] archive, byte[] labels) {
        this(description, variant, archive, labels, false);
    }

    private JoinedModel(
            ModelDescription description, Variant variant, byte[] archive, byte[] labels, boolean ofFeatures) {
        this.description = description;
        this.variant = variant;
        this.archive = archive;
        this.labels = labels;
        this.ofFeatures = ofFeatures;
    }

    /**
     * A model whose outputs are a network's features: what its last layer takes, as many as that has columns. To be
     * written with {@link ReplacedLayer}.
     */
    static JoinedModel ofFeatures(ModelDescription description, Variant variant, byte[] archive) {
        List<Long> matrix =
                NetworkArchive.read(description.network(), archive).manifest().lastShape();
        String labels = LongStream.range(0, matrix.get(1))
                .mapToObj(feature -> "feature " + feature + "\n")
                .collect(Collectors.joining());
        return new JoinedModel(description, variant, archive, labels.getBytes(UTF_8), true);
    }

    ModelDescription description() {
        return description;
    }

    Variant variant() {
        return variant;
    }

    /** The network without its weights, with as many classes as there are names. */
    NetworkArchive network() {
        int classes = LabelFile.names(labels).size();
        return NetworkArchive.read(description.network(), archive).withClasses(classes);
    }

    /**
     * A hash of all that the directory is made of; the weights' hash is in the properties. A model of features has
     * another key than a model with the same parts whose classes have the features' names.
     */
    String key() {
        byte[] properties = properties().getBytes(UTF_8);
        String hash = ofFeatures
                ? Sha256.hexOfParts(FEATURES.getBytes(UTF_8), properties, archive, labels)
                : Sha256.hexOfParts(properties, archive, labels);
        return hash.substring(0, KEY_DIGITS);
    }

    /** The directory's name in the cache. */
    String directoryName() {
        return "%s-%s-%s%s".formatted(description.identity().name(), variant.text(), ofFeatures ? FEATURES : "", key());
    }

    /** Matches the names that directories of this model have in the cache. */
    static Pattern directoryNames(String model) {
        return Pattern.compile(
                Pattern.quote(model) + "-(portable|fused|onnx)-(" + FEATURES + ")?[0-9a-f]{" + KEY_DIGITS + "}");
    }

    /** The name of the network's file. */
    String file() {
        return description.identity().name() + variant.engine().ending();
    }

    /** Writes the directory's files. */
    void write(DraftDirectory draft, Weights weights) throws IOException {
        NetworkArchive network = network();
        long size = draft.write(file(), out -> network.join(weights, out));
        draft.write(ServingProperties.LABELS, out -> out.write(labels));
        draft.write(ServingProperties.FILE, out -> out.write(properties().getBytes(UTF_8)));
        draft.write(SIZE, out -> out.write(Long.toString(size).getBytes(UTF_8)));
    }

    /** Whether this directory was written, and its network's file still has its size. */
    boolean isWhole(Path directory) {
        Path size = directory.resolve(SIZE);
        Path network = directory.resolve(file());
        try {
            return Files.exists(size)
                    && Files.exists(network)
                    && BoundedFile.readText(size, MAX_SIZE_BYTES).equals(Long.toString(Files.size(network)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String properties() {
        return ServingProperties.write(description, variant);
    }
}
