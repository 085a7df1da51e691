package dev.spotter.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** A JVM like this one. */
final class Program {
    static final String JAR = "dev-server/target/spotter.jar";

    private Program() {}

    static Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** What it writes to standard output until it ends. */
    static String run(String... arguments) throws IOException {
        Process process = start(arguments);
        String out;
        try (InputStream in = process.getInputStream()) {
            out = new String(in.readAllBytes(), UTF_8);
        }
        int exitStatus = process.onExit().join().exitValue();
        if (exitStatus != 0) {
            throw new IOException("exit status %d of java %s".formatted(exitStatus, String.join(" ", arguments)));
        }
        return out;
    }
}
