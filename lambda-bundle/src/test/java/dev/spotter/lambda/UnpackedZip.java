package dev.spotter.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The functions' zip where it was unpacked, whose functions are called in JVMs of their own. */
record UnpackedZip(Path root) {
    static final Path ZIP = Path.of("target", "spotter-lambda.zip");

    /** How a JVM ended. */
    record Ended(int exitStatus, String out, String err) {}

    static UnpackedZip in(Path directory) throws IOException {
        try (ZipFile zip = new ZipFile(ZIP.toFile())) {
            for (ZipEntry entry : zip.stream().filter(e -> !e.isDirectory()).toList()) {
                Path file = directory.resolve(entry.getName());
                Files.createDirectories(file.getParent());
                Files.copy(zip.getInputStream(entry), file);
            }
        }
        return new UnpackedZip(directory);
    }

    Path lib() {
        return root.resolve("lib");
    }

    /** The response of a function to an event. */
    JsonNode call(Map<String, String> environment, Class<?> handler, ObjectNode event) throws Exception {
        Ended ended = run(environment, event.toString(), InvokeFunction.class, handler.getName());
        assertThat(ended.exitStatus()).as(ended.err()).isZero();
        return LambdaJson.MAPPER.readTree(ended.out());
    }

    /**
     * Runs a program with the zip's jars on its class path, as Lambda has them, and this module's tests.
     *
     * @param environment is added to this process' own
     */
    Ended run(Map<String, String> environment, String input, Class<?> program, String... arguments) throws Exception {
        Path in = Files.writeString(Files.createTempFile("event", ".json"), input);
        Path err = Files.createTempFile("errors", ".txt");
        try {
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    lib() + File.separator + "*" + File.pathSeparator + Path.of("target", "test-classes"),
                    program.getName()));
            command.addAll(List.of(arguments));
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectInput(in.toFile()).redirectError(err.toFile());
            builder.environment()
                    .putAll(Map.of(
                            "LAMBDA_TASK_ROOT",
                            root.toString(),
                            "IMAGE_BUCKET",
                            "images",
                            "PREDICTION_TABLE",
                            "predictions"));
            builder.environment().putAll(environment);
            Process process = builder.start();
            String out = new String(process.getInputStream().readAllBytes(), UTF_8);
            return new Ended(process.waitFor(), out, Files.readString(err));
        } finally {
            Files.delete(in);
            Files.delete(err);
        }
    }
}
