package dev.spotter.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Other processes: the product as it was built, and JVMs like this one. */
final class Program {
    private Program() {}

    /** The dev server's jar. */
    static String jar() {
        return Checkout.file("dev-server/target/spotter.jar").toString();
    }

    /** A JVM with these arguments. */
    static Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(java());
        command.addAll(List.of(arguments));
        return start(command, ProcessBuilder.Redirect.DISCARD);
    }

    /** What a JVM with these arguments writes to standard output until it ends. */
    static String run(String... arguments) throws IOException {
        return output(start(arguments), String.join(" ", arguments));
    }

    /** The launcher with these arguments and this JVM. */
    static Process launch(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(Checkout.file("spotter").toString()));
        command.addAll(List.of(arguments));
        return start(command, ProcessBuilder.Redirect.DISCARD);
    }

    /**
     * Runs a class of this program in a JVM of its own.
     *
     * @return the figures that it printed, a line each, {@code name=number}
     */
    static Map<String, Double> figures(List<String> options, Class<?> main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(java()));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        String out = output(start(command, ProcessBuilder.Redirect.INHERIT), main.getSimpleName());
        return out.lines()
                .map(line -> line.split("=", 2))
                .collect(Collectors.toMap(line -> line[0], line -> Double.valueOf(line[1])));
    }

    private static Process start(List<String> command, ProcessBuilder.Redirect errors) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectError(errors)
                .directory(Checkout.file("").toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        return builder.start();
    }

    private static String java() {
        return ProcessHandle.current().info().command().orElse("java");
    }

    private static String output(Process process, String what) throws IOException {
        String out;
        try (InputStream in = process.getInputStream()) {
            out = new String(in.readAllBytes(), UTF_8);
        }
        int exitStatus = process.onExit().join().exitValue();
        if (exitStatus != 0) {
            throw new IOException("exit status %d of %s".formatted(exitStatus, what));
        }
        return out;
    }
}
