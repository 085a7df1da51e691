package dev.spotter.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.djl.engine.Engine;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Properties;

/** What the numbers were measured on. */
final class Machine {
    private static final Path PROCESSOR = Path.of("/proc/cpuinfo");

    private Machine() {}

    static String describe() throws IOException {
        return String.format(
                Locale.ROOT,
                "%s, %d cores, %.0f GiB of memory, %s %s; %s %s; DJL %s, libtorch %s, ONNX Runtime %s, TurboJPEG "
                        + "%s; commit %s.%n",
                processor(),
                Runtime.getRuntime().availableProcessors(),
                ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getTotalMemorySize()
                        / (double) (1 << 30),
                System.getProperty("os.name"),
                System.getProperty("os.version"),
                System.getProperty("java.vm.name"),
                System.getProperty("java.vm.version"),
                Engine.getDjlVersion(),
                version("libtorch"),
                version("onnxruntime"),
                Contender.turboJpeg().orElse("none"),
                commit());
    }

    private static String processor() throws IOException {
        if (!Files.exists(PROCESSOR)) {
            return System.getProperty("os.arch");
        }
        return Files.readAllLines(PROCESSOR).stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.replaceFirst(".*:\\s*", ""))
                .findFirst()
                .orElse(System.getProperty("os.arch"));
    }

    private static String version(String library) throws IOException {
        try (var in = Machine.class.getResourceAsStream("versions.properties")) {
            var properties = new Properties();
            properties.load(in);
            return properties.getProperty(library);
        }
    }

    private static String commit() throws IOException {
        Process git = new ProcessBuilder("git", "describe", "--always", "--dirty")
                .directory(Checkout.file("").toFile())
                .start();
        try (var out = git.getInputStream()) {
            String commit = new String(out.readAllBytes(), UTF_8).strip();
            return commit.isEmpty() ? "unknown" : commit;
        }
    }
}
