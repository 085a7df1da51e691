package dev.spotter.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.spotter.core.image.ImageId;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Runs a program that writes to a directory and prints the id of each image that it has written, in its own JVM. */
public final class KilledWriter {
    private final Class<?> program;
    private final Path directory;

    public KilledWriter(Class<?> program, Path directory) {
        this.program = program;
        this.directory = directory;
    }

    /**
     * Kills the program in the middle of its writing.
     *
     * @param atLeast the number of ids that it has printed by then
     * @param whileItRuns called before the kill
     * @return all ids that it has printed
     */
    public Set<ImageId> idsUntilKilled(int atLeast, Runnable whileItRuns) throws Exception {
        Process process = start(ProcessBuilder.Redirect.INHERIT);
        Set<ImageId> ids = new HashSet<>();
        try (BufferedReader out = process.inputReader(UTF_8)) {
            while (ids.size() < atLeast) {
                ids.add(new ImageId(out.readLine()));
            }
            whileItRuns.run();
            process.destroyForcibly();
            Stream.generate(() -> readLine(out))
                    .takeWhile(Optional::isPresent)
                    .flatMap(line -> line.flatMap(ImageId::parse).stream())
                    .forEach(ids::add);
        } finally {
            process.destroyForcibly().waitFor();
        }
        return ids;
    }

    /** Starts the program. */
    public Process start(ProcessBuilder.Redirect errors) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        program.getName(),
                        directory.toString())
                .redirectError(errors)
                .start();
    }

    /** The pipe of a killed process may end with an error. */
    private static Optional<String> readLine(BufferedReader out) {
        try {
            return Optional.ofNullable(out.readLine());
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
