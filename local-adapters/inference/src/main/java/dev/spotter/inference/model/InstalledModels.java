package dev.spotter.inference.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.spotter.core.error.InvalidRequestException;
import dev.spotter.core.error.ModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A folder of installed models: for each a directory of its name with its description, weights and labels, that appears
 * and goes as a whole. Thread-safe, for several processes too.
 */
final class InstalledModels {
    private static final String DESCRIPTION = "model.properties";
    /** A file's name on every system, and none of a hidden file. */
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,62}[a-z0-9]");

    private final Path folder;

    InstalledModels(Path folder) {
        this.folder = folder;
    }

    static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    List<String> names() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> directories = Files.list(folder)) {
            return directories
                    .map(directory -> directory.getFileName().toString())
                    .filter(this::has)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new ModelException("the folder of installed models cannot be read: " + e.getMessage(), e);
        }
    }

    boolean has(String name) {
        return isName(name) && Files.isRegularFile(folder.resolve(name).resolve(DESCRIPTION));
    }

    ModelDescription describe(String name) {
        return ModelDescription.read(name + "/" + DESCRIPTION, read(name, DESCRIPTION));
    }

    ModelSource source(String name) {
        return new ModelSource(describe(name), file -> read(name, file));
    }

    /**
     * Makes a model known.
     *
     * @throws InvalidRequestException if there is another model of its name
     * @throws ModelException if the folder cannot be written
     */
    void add(ModelDescription model, byte[] weights, byte[] labels) {
        String name = model.identity().name();
        Path target = folder.resolve(name);
        try (DraftDirectory draft = DraftDirectory.in(folder)) {
            draft.write(model.weights(), out -> out.write(weights));
            draft.write(model.labels(), out -> out.write(labels));
            draft.write(DESCRIPTION, out -> out.write(model.text().getBytes(UTF_8)));
            try {
                draft.publish(target);
            } catch (IOException e) {
                if (!has(name)) {
                    throw e;
                }
                requireSame(model);
            }
        } catch (IOException e) {
            throw SpotterHome.unwritable("the model", folder, e);
        }
    }

    /** Another process may have removed it already. */
    void remove(String name) throws IOException {
        try {
            DraftDirectory.remove(folder.resolve(name));
        } catch (NoSuchFileException e) {
            // It was faster.
        }
    }

    /** Installing twice is once. */
    private void requireSame(ModelDescription model) {
        String name = model.identity().name();
        if (!describe(name).equals(model)) {
            throw new InvalidRequestException(
                    "name",
                    "another model is installed as %s; remove it first: ./spotter model remove %s"
                            .formatted(name, name));
        }
    }

    private byte[] read(String name, String file) {
        try {
            return Files.readAllBytes(folder.resolve(name).resolve(file));
        } catch (IOException e) {
            throw new ModelException(
                    "%s of the installed model %s cannot be read; remove it and install it again".formatted(file, name),
                    e);
        }
    }
}
