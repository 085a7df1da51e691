package dev.spotter.inference.internal;

import dev.spotter.core.image.ImageFormat;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Counts the files of a directory that are not images, by the ends of their names, and the links to directories.
 * Memory does not grow with their number. Not thread-safe.
 */
public final class SkippedFiles {
    private static final int MAX_KINDS = 4;
    private static final int MAX_ENDING = 8;
    private static final int MAX_NAMED = 3;

    private final Map<String, Integer> kinds = new TreeMap<>();
    private int others;
    private int links;
    private final SortedSet<String> first = new TreeSet<>();
    private int count;

    void addFile(Path file) {
        addName(file);
        String name = NamedPath.name(file.getFileName() == null ? file : file.getFileName());
        String ending = name.substring(name.lastIndexOf('.') + 1).toUpperCase(Locale.ROOT);
        if (name.lastIndexOf('.') > 0 && !ending.isEmpty() && ending.length() <= MAX_ENDING) {
            kinds.merge(ending, 1, Integer::sum);
        } else {
            others++;
        }
    }

    /** A link to a directory. */
    void addLink(Path link) {
        addName(link);
        links++;
    }

    private void addName(Path path) {
        count++;
        first.add(NamedPath.name(path));
        if (first.size() > MAX_NAMED) {
            first.remove(first.last());
        }
    }

    public boolean isEmpty() {
        return count == 0;
    }

    /** The first names in their order, and how many there are besides: {@code a.heic, b.heic, c.heic and 9 more}. */
    public String names() {
        String named = String.join(", ", first);
        return count > first.size() ? "%s and %,d more".formatted(named, count - first.size()) : named;
    }

    /** Why nothing was found: what was skipped, or that the directory has no files. */
    public String reason() {
        if (count == 0) {
            return "it is empty";
        }
        return count == links ? "it is empty; " + text() : text();
    }

    /** The skipped files by kind: {@code skipped 12 HEIC files, 3 others: not images of an accepted format (…)}. */
    public String text() {
        List<Map.Entry<String, Integer>> byCount = kinds.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder()))
                .toList();
        List<String> counts = new ArrayList<>();
        int rest = others;
        for (Map.Entry<String, Integer> kind : byCount) {
            if (counts.size() < MAX_KINDS) {
                counts.add(count(kind.getValue(), kind.getKey() + " file", kind.getKey() + " files"));
            } else {
                rest += kind.getValue();
            }
        }
        if (rest > 0) {
            counts.add(counts.isEmpty() ? count(rest, "file", "files") : count(rest, "other", "others"));
        }
        List<String> parts = new ArrayList<>();
        if (!counts.isEmpty()) {
            parts.add("skipped %s: not images of an accepted format (%s)"
                    .formatted(String.join(", ", counts), String.join(", ", ImageFormat.displayNames())));
        }
        if (links > 0) {
            parts.add(count(links, "link to a directory is", "links to directories are") + " not followed");
        }
        return String.join("; ", parts);
    }

    private static String count(int count, String one, String many) {
        return "%,d %s".formatted(count, count == 1 ? one : many);
    }
}
