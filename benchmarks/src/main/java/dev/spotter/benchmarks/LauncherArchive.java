package dev.spotter.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** The archive of classes that the launcher makes. */
final class LauncherArchive {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private LauncherArchive() {}

    interface Launch {
        void run() throws IOException;
    }

    /** Launches once, and waits until no archive is being made. */
    static void await(Launch launch) throws IOException {
        launch.run();
        Instant end = Instant.now().plus(PATIENCE);
        while (!isThere()) {
            if (Instant.now().isAfter(end)) {
                throw new IOException("the launcher made no archive of classes");
            }
            Thread.onSpinWait();
        }
    }

    private static boolean isThere() throws IOException {
        Path directory = Checkout.file("dev-server/target/class-archives");
        if (!Files.isDirectory(directory)) {
            return false;
        }
        try (Stream<Path> files = Files.list(directory)) {
            List<Path> found = files.toList();
            return !found.isEmpty()
                    && found.stream().allMatch(file -> file.toString().endsWith(".jsa"));
        }
    }
}
