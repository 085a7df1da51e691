package dev.spotter.inference.teaching;

import dev.spotter.core.error.InvalidRequestException;
import dev.spotter.inference.internal.DirectorySearch;
import dev.spotter.inference.internal.NamedPath;
import dev.spotter.inference.model.TaughtModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;

/**
 * A directory whose name is the name of a class, in Unicode's composed form (NFC): so the same name gives the same
 * class whichever system wrote it.
 */
record ClassDirectory(Path path, String className) {
    /** What Java reads where a name has bytes that the locale has no letters for. */
    private static final char REPLACED = '\uFFFD';

    /** @throws InvalidRequestException if the directory's name cannot be the name of a class */
    static ClassDirectory of(Path path) {
        String name = Normalizer.normalize(String.valueOf(path.getFileName()), Normalizer.Form.NFC);
        if (name.indexOf(REPLACED) >= 0) {
            throw refused(
                    "the name of the class directory %s cannot be read in this locale; set LC_ALL to a UTF-8 locale,"
                                    .formatted(NamedPath.name(path))
                            + " such as C.UTF-8, or rename the directory");
        }
        TaughtModels.refusal(name).ifPresent(reason -> {
            throw refused("the name of the class directory %s %s".formatted(NamedPath.name(path), reason));
        });
        return new ClassDirectory(path, name);
    }

    /** Looks for photos at any depth; not for hidden files, and not in hidden directories. */
    DirectorySearch search() throws IOException {
        return DirectorySearch.withoutHidden(path);
    }

    static boolean isHiddenName(Path name) {
        return String.valueOf(name.getFileName()).startsWith(".");
    }

    /** Whether a path is a link to a directory, which is not followed. */
    static boolean isLink(Path path) {
        return Files.isSymbolicLink(path) && Files.isDirectory(path);
    }

    private static InvalidRequestException refused(String message) {
        return new InvalidRequestException("photos", message);
    }
}
