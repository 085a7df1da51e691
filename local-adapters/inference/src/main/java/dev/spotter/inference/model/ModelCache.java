package dev.spotter.inference.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.spotter.core.error.ModelException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Joins networks and weights into model directories, once. A directory's name carries a hash of all it is made of, it
 * appears whole or not at all, and is reused by every later start; several processes may start at once. Thread-safe.
 */
public final class ModelCache {
    private static final int KEY_DIGITS = 16;
    /** The size of the network's file, so that one that was cut off later is noticed without reading it. */
    private static final String SIZE = "size";

    private final Models models;
    private final Path folder;

    public ModelCache(ModelCatalog catalog, SpotterHome home) {
        this.models = new Models(catalog, home);
        this.folder = home.models();
    }

    /**
     * The directory of a model that the catalog has, or that is installed; made where it is not there yet.
     *
     * @throws ModelException if its parts are damaged or do not fit, its weights are not here, or the folder cannot be
     *     written
     */
    public Path directory(String name, Variant variant) {
        ModelSource model = models.source(name);
        ModelDescription description = model.description();
        byte[] archive = models.network(description.network(), variant);
        byte[] labels = model.read(description.labels());
        String properties = ServingProperties.write(description, variant);
        // The weights' hash is in the properties.
        String key = Sha256.ofParts(properties.getBytes(UTF_8), archive, labels).substring(0, KEY_DIGITS);
        Path target = folder.resolve("%s-%s-%s".formatted(name, variant.text(), key));
        try {
            if (!isWhole(target)) {
                String file = description.identity().name() + variant.engine().ending();
                make(target, model, file, NetworkArchive.read(description.network(), archive), labels, properties);
            }
        } catch (IOException | UncheckedIOException e) {
            throw SpotterHome.unwritable("the model", folder, e);
        }
        return target;
    }

    /** Removes what was joined for a model. */
    void forget(String name) throws IOException {
        Pattern joined =
                Pattern.compile("%s-(portable|fused|onnx)-[0-9a-f]{%d}".formatted(Pattern.quote(name), KEY_DIGITS));
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> directories = Files.list(folder)) {
            for (Path directory : directories.toList()) {
                if (joined.matcher(directory.getFileName().toString()).matches()) {
                    DraftDirectory.remove(directory);
                }
            }
        }
    }

    private void make(
            Path target, ModelSource model, String file, NetworkArchive network, byte[] labels, String properties)
            throws IOException {
        try (DraftDirectory draft = DraftDirectory.in(folder)) {
            Weights weights = model.weights();
            long size = draft.write(file, out -> network.join(weights, out));
            draft.write(ServingProperties.LABELS, out -> out.write(labels));
            draft.write(ServingProperties.FILE, out -> out.write(properties.getBytes(UTF_8)));
            draft.write(SIZE, out -> out.write(Long.toString(size).getBytes(UTF_8)));
            publish(draft, target);
        }
    }

    private static boolean isWhole(Path directory) throws IOException {
        Path size = directory.resolve(SIZE);
        if (!Files.exists(size)) {
            return false;
        }
        try (Stream<Path> files = Files.list(directory)) {
            String expected = Files.readString(size);
            return files.filter(ModelCache::isNetwork).anyMatch(file -> expected.equals(sizeOf(file)));
        }
    }

    private static boolean isNetwork(Path file) {
        return Arrays.stream(ModelEngine.values())
                .anyMatch(engine -> file.toString().endsWith(engine.ending()));
    }

    private static String sizeOf(Path file) {
        try {
            return Long.toString(Files.size(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Another process may have made the same directory meanwhile; it is as good. */
    private static void publish(DraftDirectory draft, Path target) throws IOException {
        if (Files.exists(target) && !isWhole(target)) {
            DraftDirectory.remove(target);
        }
        try {
            draft.publish(target);
        } catch (IOException e) {
            if (!isWhole(target)) {
                throw e;
            }
        }
    }
}
