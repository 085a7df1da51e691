package dev.spotter.inference.teaching;

import dev.spotter.core.error.InvalidRequestException;
import dev.spotter.inference.internal.DirectorySearch;
import dev.spotter.inference.internal.InputImage;
import dev.spotter.inference.internal.NamedPath;
import dev.spotter.inference.internal.SkippedFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A directory with a directory of photos for each class. Photos in nested directories belong to the class of the first.
 * Hidden files and directories are left out. Links to files are followed, links to directories are not. The warnings
 * name what else was skipped: links to directories, and files that are not images.
 *
 * @param photos by class name, in the order of the names; in a class by the names of their files
 * @param warnings in words
 */
record PhotoDirectory(SortedMap<String, List<InputImage>> photos, List<String> warnings) {
    /**
     * Finds the photos; none is read yet.
     *
     * @throws InvalidRequestException if it is no directory, has no class directories, or the name of one cannot be the
     *     name of a class
     */
    static PhotoDirectory read(Path root) {
        if (!Files.isDirectory(root)) {
            throw refused(
                    Files.exists(root)
                            ? "%s is no directory; give one with a directory of photos for each class"
                            : "there is no directory %s; give one with a directory of photos for each class",
                    NamedPath.name(root));
        }
        try {
            Search search = new Search(root);
            search.run();
            return new PhotoDirectory(search.photos, search.warnings());
        } catch (IOException e) {
            throw refused("%s cannot be read", NamedPath.name(root));
        }
    }

    /** What was ignored and skipped, as the end of a message that says what is missing. */
    String hint() {
        return hint(warnings);
    }

    private static String hint(List<String> warnings) {
        return warnings.isEmpty() ? "" : "; " + String.join("; ", warnings);
    }

    private static InvalidRequestException refused(String message, String name) {
        return new InvalidRequestException("photos", message.formatted(name));
    }

    private static final class Search {
        private static final int MAX_NAMED = 5;

        private final Path root;
        private final SortedMap<String, List<InputImage>> photos = new TreeMap<>();
        private final Map<String, Path> directories = new HashMap<>();
        private final List<String> files = new ArrayList<>();
        private final List<String> links = new ArrayList<>();
        private final List<String> empty = new ArrayList<>();
        private final List<String> skipped = new ArrayList<>();
        private int moreSkipped;

        Search(Path root) {
            this.root = root;
        }

        void run() throws IOException {
            for (Path path : children()) {
                if (ClassDirectory.isLink(path)) {
                    links.add(NamedPath.name(path));
                } else if (Files.isDirectory(path)) {
                    add(ClassDirectory.of(path));
                } else {
                    files.add(NamedPath.name(path));
                }
            }
            if (photos.isEmpty()) {
                throw new InvalidRequestException(
                        "photos",
                        ("%s has no photos in class directories; give a directory with a directory of photos for each"
                                        + " class, such as photos/ripe and photos/unripe%s")
                                .formatted(NamedPath.name(root), hint(warnings())));
            }
        }

        private List<Path> children() throws IOException {
            try (Stream<Path> children = Files.list(root)) {
                return children.filter(path -> !ClassDirectory.isHiddenName(path))
                        .sorted()
                        .toList();
            }
        }

        private void add(ClassDirectory directory) throws IOException {
            Path other = directories.put(directory.className(), directory.path());
            if (other != null) {
                throw new InvalidRequestException(
                        "photos",
                        "two class directories in %s have the same name, \"%s\", in different Unicode forms; join them"
                                .formatted(NamedPath.name(root), directory.className()));
            }
            DirectorySearch search = directory.search();
            addSkipped(directory, search.passedOver());
            List<InputImage> found = search.found();
            if (found.isEmpty()) {
                empty.add(directory.className());
            } else {
                photos.put(directory.className(), found);
            }
        }

        private void addSkipped(ClassDirectory directory, SkippedFiles files) {
            if (files.isEmpty()) {
                return;
            }
            if (skipped.size() < MAX_NAMED) {
                skipped.add("in %s: %s: %s".formatted(directory.className(), files.text(), files.names()));
            } else {
                moreSkipped++;
            }
        }

        List<String> warnings() {
            return Stream.of(
                            skipped,
                            moreSkipped == 0
                                    ? List.<String>of()
                                    : List.of("files are skipped in %,d more class directories".formatted(moreSkipped)),
                            warning(files, "not in a class directory, and ignored"),
                            warning(links, "a link to a directory, which is not followed, and ignored"),
                            warning(empty, "a class directory without photos, and ignored"))
                    .flatMap(List::stream)
                    .toList();
        }

        private static List<String> warning(List<String> names, String what) {
            if (names.isEmpty()) {
                return List.of();
            }
            String some = String.join(", ", names.subList(0, Math.min(MAX_NAMED, names.size())));
            String more = names.size() > MAX_NAMED ? " and %,d more".formatted(names.size() - MAX_NAMED) : "";
            return List.of("%s: %s%s".formatted(what, some, more));
        }
    }
}
