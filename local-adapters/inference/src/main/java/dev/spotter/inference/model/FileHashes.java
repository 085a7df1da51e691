package dev.spotter.inference.model;

import dev.spotter.core.error.ModelException;
import dev.spotter.core.internal.BoundedFile;
import dev.spotter.core.internal.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The SHA-256 of every file in a directory, by the files' names. Written beside them in the form of the program
 * {@code sha256sum}, which can check it too.
 */
record FileHashes(Map<String, String> byName) {
    static final String FILE = "SHA256SUMS";

    private static final Pattern LINE = Pattern.compile("([0-9a-f]{64}) [ *]([^/\\\\]+)");

    FileHashes {
        byName = Collections.unmodifiableSortedMap(new TreeMap<>(byName));
    }

    String text() {
        return byName.entrySet().stream()
                .map(file -> "%s  %s\n".formatted(file.getValue(), file.getKey()))
                .collect(Collectors.joining());
    }

    /**
     * Checks that a directory has the files that its list names, unchanged, and no others.
     *
     * @throws ModelException if it has not; the message names the file
     */
    static void verify(Path directory) {
        try {
            Map<String, String> expected = read(directory);
            for (Map.Entry<String, String> file : expected.entrySet()) {
                verify(directory.resolve(file.getKey()), file.getValue());
            }
            try (Stream<Path> files = Files.list(directory)) {
                for (Path file : files.toList()) {
                    requireListed(file, expected);
                }
            }
        } catch (NoSuchFileException e) {
            throw new ModelException("%s is missing".formatted(e.getFile()), e);
        } catch (IOException e) {
            throw new ModelException("the model in %s cannot be read: %s".formatted(directory, e.getMessage()), e);
        }
    }

    private static Map<String, String> read(Path directory) throws IOException {
        Path list = directory.resolve(FILE);
        Map<String, String> hashes = new TreeMap<>();
        for (String line : ModelCatalog.lines(BoundedFile.readText(list, ModelCatalog.MAX_TEXT_BYTES))) {
            Matcher parts = LINE.matcher(line);
            if (!parts.matches()) {
                throw new ModelException(
                        "%s is damaged: a line of it is not a SHA-256, two spaces and a file name".formatted(list));
            }
            hashes.put(parts.group(2), parts.group(1));
        }
        return hashes;
    }

    private static void verify(Path file, String expected) throws IOException {
        BoundedFile.check(file, ServingProperties.MAX_NETWORK_BYTES);
        String actual = Sha256.hex(file);
        if (!actual.equals(expected)) {
            throw new ModelException("%s is damaged: its SHA-256 is %s, expected %s".formatted(file, actual, expected));
        }
    }

    private static void requireListed(Path file, Map<String, String> expected) {
        String name = file.getFileName().toString();
        if (!name.equals(FILE) && !expected.containsKey(name)) {
            throw new ModelException("%s is not in the list of files %s beside it".formatted(file, FILE));
        }
    }
}
