package dev.spotter.inference.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.spotter.core.error.InvalidRequestException;
import dev.spotter.core.error.ModelException;
import dev.spotter.core.internal.BoundedFile;
import dev.spotter.core.internal.DraftDirectory;
import dev.spotter.core.internal.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A directory of installed models: for each a model directory of its name with its description, that appears
 * and goes as a whole. Thread-safe, for several processes too.
 */
final class InstalledModels {
    private static final String DESCRIPTION = "model.properties";
    /** The key of what the network was joined of. */
    private static final String KEY = "key";
    /** The SHA-256 of the network's file. */
    private static final String HASH = "network.sha256";
    /** Says where the weights are in the network's file, whatever archive a later version of Spotter brings. */
    private static final String MANIFEST = "manifest.json";

    /** A file's name on every system, and none of a hidden file. */
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,62}[a-z0-9]");

    private final Path root;

    InstalledModels(Path root) {
        this.root = root;
    }

    static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /** @throws InvalidRequestException if a text is no name of a model */
    static void requireName(String name) {
        if (!isName(name)) {
            throw new InvalidRequestException(
                    "name", "a name has 2 to 64 of a-z, 0-9, dot, _ and -, and begins and ends with a letter or digit");
        }
    }

    List<String> names() {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> directories = Files.list(root)) {
            return directories
                    .map(ModelPlace::modelName)
                    .filter(this::has)
                    .distinct()
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new ModelException("the directory of installed models cannot be read: " + e.getMessage(), e);
        }
    }

    boolean has(String name) {
        return isName(name) && place(name).directory().isPresent();
    }

    ModelDescription describe(String name) {
        return ModelDescription.read(name + "/" + DESCRIPTION, read(name, DESCRIPTION));
    }

    /** Its parts throw {@link ModelReplacedException} if another model has taken the name meanwhile. */
    ModelSource source(String name) {
        Object installation = installation(name);
        return new ModelSource(
                describe(name),
                () -> ofSame(name, installation, () -> read(name, ServingProperties.LABELS)),
                () -> ofSame(name, installation, () -> weights(name)));
    }

    private <T> T ofSame(String name, Object installation, Supplier<T> reading) {
        try {
            T part = reading.get();
            if (installation(name).equals(installation)) {
                return part;
            }
        } catch (ModelException e) {
            if (installation(name).equals(installation)) {
                throw e;
            }
        }
        throw new ModelReplacedException(name);
    }

    /** Equal as long as no other model takes the name: which file the description is, and when it was written. */
    private Object installation(String name) {
        try {
            Path directory = place(name).directory().orElseThrow(() -> new NoSuchFileException(name));
            BasicFileAttributes file = Files.readAttributes(directory.resolve(DESCRIPTION), BasicFileAttributes.class);
            return List.of(String.valueOf(file.fileKey()), file.lastModifiedTime());
        } catch (IOException e) {
            // It is being replaced or removed.
            return List.of();
        }
    }

    /** The directory of an installed model, if it was joined of just these parts. */
    Optional<Path> directory(JoinedModel model) {
        String name = model.description().identity().name();
        return place(name)
                .directory()
                .filter(directory -> model.isWhole(directory) && text(name, KEY).equals(model.key()));
    }

    /**
     * Makes a model known: joins its network with its weights, and keeps that.
     *
     * @param model in a variant for PyTorch, whose file the weights can be read from again
     * @param files that are kept with it, by their names; only their owner can read them
     * @param replace whether it takes the place of another model of its name: readers find one of the two at any time,
     *     and if the process ends meanwhile, one of the two stays
     * @throws InvalidRequestException if there is another model of its name, which it does not replace
     * @throws ModelException if the directory cannot be written
     */
    void add(JoinedModel model, Weights weights, Map<String, byte[]> files, boolean replace) {
        ModelDescription description = model.description();
        try (DraftDirectory draft = DraftDirectory.in(root)) {
            model.write(draft, weights);
            String hash = Sha256.hex(draft.file(model.file()));
            byte[] manifest = model.network().manifest().json();
            draft.write(HASH, out -> out.write(hash.getBytes(UTF_8)));
            draft.write(MANIFEST, out -> out.write(manifest));
            draft.write(KEY, out -> out.write(model.key().getBytes(UTF_8)));
            draft.write(DESCRIPTION, out -> out.write(description.text().getBytes(UTF_8)));
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                draft.writePrivate(file.getKey(), out -> out.write(file.getValue()));
            }
            publish(draft, description, replace);
        } catch (IOException e) {
            throw new HomeNotWritableException("the model", root, e);
        }
    }

    private void publish(DraftDirectory draft, ModelDescription model, boolean replace) throws IOException {
        String name = model.identity().name();
        ModelPlace place = place(name);
        ModelChange.make(root, () -> {
            place.recover();
            if (replace) {
                place.replace(draft);
            } else if (has(name)) {
                requireSame(model);
            } else {
                draft.publish(root.resolve(name));
            }
        });
    }

    /** Another process may have removed it already. */
    void remove(String name) throws IOException {
        ModelPlace place = place(name);
        try {
            ModelChange.make(root, () -> {
                place.recover();
                DraftDirectory.remove(root.resolve(name));
            });
        } catch (NoSuchFileException e) {
            // It was faster.
        }
    }

    private ModelPlace place(String name) {
        return new ModelPlace(root, name, DESCRIPTION);
    }

    /** Installing twice is once. */
    private void requireSame(ModelDescription model) {
        String name = model.identity().name();
        if (!describe(name).equals(model)) {
            throw new InvalidRequestException(
                    "name", "another model is installed as %s; remove it first".formatted(name));
        }
    }

    private Weights weights(String name) {
        String file = name + ModelEngine.PYTORCH.ending();
        byte[] network = read(name, file);
        if (!Sha256.hex(network).equals(text(name, HASH))) {
            throw new ModelException(
                    "%s of the installed model %s is damaged; remove it and install it again".formatted(file, name));
        }
        return JoinedWeights.read(file, read(name, MANIFEST), network);
    }

    /** Whether a file is kept with an installed model. */
    boolean contains(String name, String file) {
        ModelPlace place = place(name);
        Optional<Path> directory = place.directory();
        while (directory.isPresent()) {
            boolean isThere = Files.isRegularFile(directory.get().resolve(file));
            // The directory may have been renamed after it was found.
            if (isThere || Files.isRegularFile(directory.get().resolve(DESCRIPTION))) {
                return isThere;
            }
            directory = place.directory();
        }
        return false;
    }

    String text(String name, String file) {
        return new String(read(name, file), UTF_8);
    }

    private byte[] read(String name, String file) {
        try {
            return whole(name, file);
        } catch (IOException e) {
            throw new ModelException(
                    "%s of the installed model %s cannot be read; remove it and install it again".formatted(file, name),
                    e);
        }
    }

    private byte[] whole(String name, String file) throws IOException {
        while (true) {
            Path directory = place(name).directory().orElseThrow(() -> new NoSuchFileException(name));
            try {
                return BoundedFile.read(directory.resolve(file), Weights.MAX_BYTES);
            } catch (NoSuchFileException e) {
                // The directory may have been renamed after it was found.
                if (Files.isRegularFile(directory.resolve(DESCRIPTION))) {
                    throw e;
                }
            }
        }
    }
}
