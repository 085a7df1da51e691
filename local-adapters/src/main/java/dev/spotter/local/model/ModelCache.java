package dev.spotter.local.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.spotter.core.error.ModelException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * Joins a catalog's networks and weights into model directories, once. A directory's name carries a hash of all it is made of, it appears
 * whole or not at all, and is reused by every later start; several processes may start at once. Thread-safe.
 */
public final class ModelCache {
    private static final int KEY_DIGITS = 16;
    private static final String DAMAGED = "damaged";
    /** The size of the TorchScript file, so that one that was cut off later is noticed without reading it. */
    private static final String SIZE = "size";

    private final ModelCatalog catalog;
    private final Path folder;

    public ModelCache(ModelCatalog catalog, SpotterHome home) {
        this.catalog = catalog;
        this.folder = home.models();
    }

    /**
     * The directory of a model that the catalog has, made where it is not there yet.
     *
     * @throws ModelException if its parts are damaged or do not fit, or the folder cannot be written
     */
    public Path directory(String name, Variant variant) {
        ModelDescription description = catalog.describe(name);
        String archiveName = "networks/%s-%s.zip".formatted(description.network(), variant.text());
        byte[] archive = catalog.read(archiveName);
        byte[] labels = catalog.read(description.labels());
        String properties = ServingProperties.write(description, variant);
        // The weights' hash is in the properties.
        String key = Sha256.ofParts(properties.getBytes(UTF_8), archive, labels).substring(0, KEY_DIGITS);
        Path target = folder.resolve("%s-%s-%s".formatted(name, variant.text(), key));
        try {
            if (!isWhole(target)) {
                make(target, description, NetworkArchive.read(archiveName, archive), labels, properties);
            }
        } catch (IOException | UncheckedIOException e) {
            throw new ModelException(
                    "the model cannot be written to %s (%s); set %s to a folder that can be"
                            .formatted(folder, e.getMessage(), SpotterHome.VARIABLE),
                    e);
        }
        return target;
    }

    private void make(
            Path target, ModelDescription description, NetworkArchive network, byte[] labels, String properties)
            throws IOException {
        Files.createDirectories(folder);
        Path draft = Files.createTempDirectory(folder, ".draft");
        try {
            Path torchScript = draft.resolve(description.identity().name() + ServingProperties.TORCH_SCRIPT);
            writeDurably(torchScript, out -> network.join(weights(description), out));
            writeDurably(draft.resolve(ServingProperties.LABELS), out -> out.write(labels));
            writeDurably(draft.resolve(ServingProperties.FILE), out -> out.write(properties.getBytes(UTF_8)));
            writeDurably(
                    draft.resolve(SIZE), out -> out.write(sizeOf(torchScript).getBytes(UTF_8)));
            publish(draft, target);
        } finally {
            delete(draft);
        }
    }

    private static boolean isWhole(Path directory) throws IOException {
        Path size = directory.resolve(SIZE);
        if (!Files.exists(size)) {
            return false;
        }
        try (Stream<Path> files = Files.list(directory)) {
            String expected = Files.readString(size);
            return files.filter(file -> file.toString().endsWith(ServingProperties.TORCH_SCRIPT))
                    .anyMatch(file -> expected.equals(sizeOf(file)));
        }
    }

    private static String sizeOf(Path file) {
        try {
            return Long.toString(Files.size(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Another process may have made the same directory meanwhile; it is as good. */
    private void publish(Path draft, Path target) throws IOException {
        if (Files.exists(target) && !isWhole(target)) {
            Path damaged = Files.createTempDirectory(folder, "." + DAMAGED);
            Files.move(target, damaged.resolve(DAMAGED), StandardCopyOption.ATOMIC_MOVE);
            delete(damaged);
        }
        try {
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            if (!isWhole(target)) {
                throw e;
            }
        }
    }

    private Weights weights(ModelDescription description) {
        byte[] bytes = catalog.read(description.weights());
        String actual = Sha256.of(bytes);
        if (!actual.equals(description.weightsSha256())) {
            throw new ModelException("%s is damaged: its SHA-256 is %s, expected %s"
                    .formatted(description.weights(), actual, description.weightsSha256()));
        }
        return Weights.read(description.weights(), bytes);
    }

    private interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    private static void writeDurably(Path file, Content content) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel));
            content.writeTo(out);
            out.flush();
            channel.force(true);
        }
    }

    private static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
