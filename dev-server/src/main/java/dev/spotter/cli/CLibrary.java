package dev.spotter.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** The C library that this process was started with, on Linux. */
enum CLibrary {
    GLIBC("libc.so.6"),
    /** Alpine's; the engines' native libraries need glibc. */
    MUSL("ld-musl-");

    private static final Path LOADED = Path.of("/proc/self/maps");

    private final String file;

    CLibrary(String file) {
        this.file = file;
    }

    /** Empty on other systems, or if it cannot be found out. */
    static Optional<CLibrary> current() {
        return of(LOADED);
    }

    /** @param loaded lists the files that a process has loaded, one in each line */
    static Optional<CLibrary> of(Path loaded) {
        try (Stream<String> lines = Files.lines(loaded)) {
            return lines.flatMap(line -> Stream.of(values()).filter(each -> line.contains("/" + each.file)))
                    .findFirst();
        } catch (IOException | UncheckedIOException e) {
            return Optional.empty();
        }
    }
}
