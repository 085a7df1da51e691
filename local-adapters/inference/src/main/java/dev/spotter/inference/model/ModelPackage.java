package dev.spotter.inference.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.spotter.core.error.InvalidRequestException;
import dev.spotter.core.error.ModelException;
import dev.spotter.core.internal.BoundedFile;
import dev.spotter.core.internal.WholeFile;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * Writes {@code model.tar.gz} files, as DJL Serving on SageMaker takes them: the portable network,
 * {@code serving.properties} and {@code synset.txt}, which stock DJL loads, with the licences. The same model gives the
 * same bytes. Thread-safe.
 */
public final class ModelPackage {
    private static final int FILE_MODE = 0644;

    private final Models models;
    private final ModelTexts texts;
    private final ModelCache cache;

    public ModelPackage(ModelCatalog catalog, SpotterHome home) {
        this.models = new Models(catalog, home);
        this.texts = new ModelTexts(catalog);
        this.cache = new ModelCache(catalog, home);
    }

    /**
     * Writes a model's package, whole or not at all; an existing file is replaced.
     *
     * @throws InvalidRequestException if there is no such model
     * @throws ModelException if the model's parts are missing or damaged, or the file cannot be written
     */
    public void write(String name, Path target) {
        Map<String, byte[]> licences = texts.of(models.source(name).description());
        Path directory = cache.directory(name, Variant.PORTABLE);
        writeWhole(target, file -> write(file, directory, name, licences));
    }

    /**
     * Writes a package of any form, whole or not at all; an existing file is replaced.
     *
     * @throws InvalidRequestException if there is no directory for it
     * @throws ModelException if it cannot be written
     */
    static void writeWhole(Path target, WholeFile.Content content) {
        Path parent = target.toAbsolutePath().getParent();
        if (parent == null || !Files.isDirectory(parent)) {
            throw new InvalidRequestException("output", "there is no directory for " + target);
        }
        try {
            WholeFile.writeShared(target, content);
        } catch (IOException e) {
            throw new ModelException("%s cannot be written: %s".formatted(target, e.getMessage()), e);
        }
    }

    private static void write(OutputStream file, Path directory, String name, Map<String, byte[]> licences)
            throws IOException {
        try (OutputStream out = new BufferedOutputStream(file);
                TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(out), UTF_8.name())) {
            for (String part : new String[] {
                ServingProperties.FILE,
                ServingProperties.LABELS,
                name + Variant.PORTABLE.engine().ending()
            }) {
                add(tar, part, BoundedFile.read(directory.resolve(part), Weights.MAX_BYTES));
            }
            for (Map.Entry<String, byte[]> text : licences.entrySet()) {
                add(tar, text.getKey(), text.getValue());
            }
        }
    }

    /** Nothing of this machine or moment goes in. */
    private static void add(TarArchiveOutputStream tar, String name, byte[] content) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setSize(content.length);
        entry.setMode(FILE_MODE);
        entry.setModTime(0L);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
    }
}
