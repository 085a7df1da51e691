package dev.spotter.inference.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.spotter.core.error.InvalidRequestException;
import dev.spotter.core.error.ModelException;
import dev.spotter.core.internal.DraftDirectory;
import dev.spotter.core.internal.Sha256;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes models as AWS Lambda functions load them: a model directory for ONNX Runtime with the licences and the SHA-256
 * of each file. As a Lambda layer it is a zip; Lambda unpacks layers to {@code /opt}. The same model gives the same
 * bytes. Thread-safe.
 */
public final class LambdaModel {
    /** The name of the directory in a layer. */
    public static final String DIRECTORY = "spotter-model";

    private static final int KEY_DIGITS = 16;
    /** Nothing of this machine or moment goes into a zip. */
    private static final LocalDateTime TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private final Models models;
    private final ModelTexts texts;
    private final ModelCache cache;

    public LambdaModel(ModelCatalog catalog, SpotterHome home) {
        this.models = new Models(catalog, home);
        this.texts = new ModelTexts(catalog);
        this.cache = new ModelCache(catalog, home);
    }

    private interface Content {
        InputStream open() throws IOException;
    }

    private record Part(String name, Content content) {
        static Part of(Path file) {
            return new Part(file.getFileName().toString(), () -> Files.newInputStream(file));
        }

        static Part of(String name, byte[] text) {
            return new Part(name, () -> new ByteArrayInputStream(text));
        }

        void copyTo(OutputStream out) throws IOException {
            try (InputStream in = content.open()) {
                in.transferTo(out);
            }
        }

        String sha256() {
            try (InputStream in = content.open()) {
                return Sha256.hex(in);
            } catch (IOException e) {
                throw new ModelException("%s of the model cannot be read: %s".formatted(name, e.getMessage()), e);
            }
        }
    }

    /**
     * Writes a model's layer, whole or not at all; an existing file is replaced.
     *
     * @throws InvalidRequestException if there is no such model, or no directory for the file
     * @throws ModelException if the model's parts are missing or damaged, or the file cannot be written
     */
    public void writeLayer(String name, Path target) {
        List<Part> parts = parts(name);
        FileHashes hashes = hashes(parts);
        ModelPackage.writeWhole(target, file -> writeZip(file, with(parts, hashes)));
    }

    /**
     * Writes a model's directory, whole or not at all, unless it is already there.
     *
     * @param model the name of a model, or the path of a model directory for ONNX Runtime, all of whose files are
     *     copied
     * @param parent of the directory, which has a name that depends on the content; made if it is missing
     * @throws ModelException if there is no such model, its parts are missing or damaged, or the directory cannot be
     *     written
     */
    public Path directory(String model, Path parent) {
        List<Part> parts = models.has(model) ? parts(model) : partsOf(models.directory(model));
        FileHashes hashes = hashes(parts);
        String key = Sha256.hex(hashes.text().getBytes(UTF_8)).substring(0, KEY_DIGITS);
        Path target = parent.resolve("model-" + key);
        try {
            if (!Files.isDirectory(target)) {
                writeDirectory(target, with(parts, hashes));
            }
            return target;
        } catch (IOException e) {
            throw new HomeNotWritableException("the model", parent, e);
        }
    }

    /**
     * Checks that a directory was written by this class and is unchanged.
     *
     * @throws ModelException if it is not so; the message names the missing, damaged or added file
     */
    public static void verify(Path directory) {
        if (!Files.isDirectory(directory)) {
            throw new ModelException("there is no model in %s: there is no such directory".formatted(directory));
        }
        FileHashes.verify(directory);
    }

    private List<Part> parts(String name) {
        List<Part> parts = new ArrayList<>();
        texts.of(models.source(name).description()).forEach((file, text) -> parts.add(Part.of(file, text)));
        ModelDirectory directory = ModelDirectory.read(cache.directory(name, Variant.ONNX));
        parts.add(Part.of(directory.network()));
        parts.add(Part.of(directory.path().resolve(ServingProperties.FILE)));
        parts.add(Part.of(directory.path().resolve(ServingProperties.LABELS)));
        return parts;
    }

    private static List<Part> partsOf(ModelDirectory directory) {
        Path path = directory.requireEngine(ModelEngine.ONNX_RUNTIME).path();
        try (Stream<Path> files = Files.list(path)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith(FileHashes.FILE))
                    .map(Part::of)
                    .toList();
        } catch (IOException e) {
            throw new ModelException("%s cannot be read: %s".formatted(path, e.getMessage()), e);
        }
    }

    private static FileHashes hashes(List<Part> parts) {
        Map<String, String> hashes = new TreeMap<>();
        parts.forEach(part -> hashes.put(part.name(), part.sha256()));
        return new FileHashes(hashes);
    }

    private static List<Part> with(List<Part> parts, FileHashes hashes) {
        List<Part> all = new ArrayList<>(parts);
        all.add(Part.of(FileHashes.FILE, hashes.text().getBytes(UTF_8)));
        return all;
    }

    private static void writeDirectory(Path target, List<Part> parts) throws IOException {
        try (DraftDirectory draft = DraftDirectory.in(target.toAbsolutePath().resolveSibling(""))) {
            for (Part part : parts) {
                draft.write(part.name(), part::copyTo);
            }
            try {
                draft.publish(target);
            } catch (IOException e) {
                // Another process may have written the same directory meanwhile.
                if (!Files.isDirectory(target)) {
                    throw e;
                }
            }
        }
    }

    private static void writeZip(OutputStream file, List<Part> parts) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(file, UTF_8)) {
            for (Part part : parts) {
                ZipEntry entry = new ZipEntry(DIRECTORY + "/" + part.name());
                entry.setTimeLocal(TIME);
                zip.putNextEntry(entry);
                part.copyTo(zip);
                zip.closeEntry();
            }
        }
    }
}
