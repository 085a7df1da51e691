package dev.spotter.inference.model;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import dev.spotter.core.internal.DraftDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The place of one installed model. No file system replaces a directory in one step. So the earlier model is renamed
 * first, to a name beside its place, and deleted when the new model is there. Readers use it meanwhile. If the process
 * ends in between, they go on using it, and the next change puts it back. Only a {@link ModelChange} changes it.
 */
final class ModelPlace {
    /** No model's name begins with a dot. */
    private static final String EARLIER = ".earlier-";

    private final String file;
    private final Path place;
    private final Path earlier;

    /** @param file that every installed model has */
    ModelPlace(Path root, String name, String file) {
        this.file = file;
        this.place = root.resolve(name);
        this.earlier = root.resolve(EARLIER + name);
    }

    /** The name of the model that a directory is of, whether or not another takes its place. */
    static String modelName(Path directory) {
        String name = directory.getFileName().toString();
        return name.startsWith(EARLIER) ? name.substring(EARLIER.length()) : name;
    }

    /** Where the model's files are now; empty if it is not installed. */
    Optional<Path> directory() {
        // If the earlier model was deleted after the first look, the new one is there at the second.
        for (Path directory : new Path[] {place, earlier, place}) {
            if (Files.isRegularFile(directory.resolve(file))) {
                return Optional.of(directory);
            }
        }
        return Optional.empty();
    }

    /** Ends what a process has begun that ended too early. */
    void recover() throws IOException {
        if (Files.exists(place, NOFOLLOW_LINKS)) {
            removeEarlier();
        } else if (Files.exists(earlier, NOFOLLOW_LINKS)) {
            Files.move(earlier, place, ATOMIC_MOVE);
        }
    }

    /** Publishes a model in place of the one that is there, if any. If that fails, the earlier one stays. */
    void replace(DraftDirectory draft) throws IOException {
        if (Files.exists(place, NOFOLLOW_LINKS)) {
            Files.move(place, earlier, ATOMIC_MOVE);
        }
        try {
            draft.publish(place);
        } finally {
            recover();
        }
    }

    private void removeEarlier() throws IOException {
        if (Files.exists(earlier, NOFOLLOW_LINKS)) {
            DraftDirectory.remove(earlier);
        }
    }
}
