package dev.spotter.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.spotter.devserver.ApiClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The program as it was built, in a JVM of its own. */
public final class SpotterProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration END_OF_PROCESS = Duration.ofSeconds(2);
    /** The last line of a class histogram: objects, and their bytes. */
    private static final Pattern TOTAL = Pattern.compile("(?m)^Total +\\d+ +(\\d+)");

    private static final Pattern URL = Pattern.compile("http://[^\\s{]+");

    private final Process process;
    private final BufferedReader out;
    private final Path errors;

    private SpotterProcess(Process process, Path errors) {
        this.process = process;
        this.out = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
        this.errors = errors;
    }

    /** How a run ended. */
    public record Ended(int exitStatus, String out, String err) {}

    /** Runs the program to its end. */
    public static Ended run(String... arguments) throws IOException, InterruptedException {
        return run(new byte[0], List.of(), arguments);
    }

    public static Ended run(byte[] input, List<String> jvmOptions, String... arguments)
            throws IOException, InterruptedException {
        return run(input, jvmOptions, Map.of(), arguments);
    }

    /** Runs the program with variables added to its environment. */
    public static Ended run(byte[] input, List<String> jvmOptions, Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        try (SpotterProcess spotter = start(jvmOptions, environment, arguments)) {
            try (var in = spotter.process.getOutputStream()) {
                in.write(input);
            } catch (IOException e) {
                // It may have ended without reading.
            }
            String out;
            try (InputStream output = spotter.process.getInputStream()) {
                out = new String(output.readAllBytes(), UTF_8);
            }
            return new Ended(spotter.await(), out, spotter.errors());
        }
    }

    /** Serves on a free port, with a heap so small that a leak ends the process. */
    static SpotterProcess serveWithSmallHeap(Path data) throws IOException {
        return start(
                List.of("-Xmx256m", "-XX:+ExitOnOutOfMemoryError"), "serve", "--port", "0", "--data", data.toString());
    }

    /** Starts the program; {@code jvmOptions} go to its JVM. */
    public static SpotterProcess start(List<String> jvmOptions, String... arguments) throws IOException {
        return start(jvmOptions, Map.of(), arguments);
    }

    /** The same with variables added to its environment. */
    static SpotterProcess start(List<String> jvmOptions, Map<String, String> environment, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(jvmOptions);
        command.add("-jar");
        command.add(System.getProperty("spotter.jar"));
        command.addAll(List.of(arguments));
        Path errors = Files.createTempFile("spotter", ".err");
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
        builder.environment().putAll(environment);
        return new SpotterProcess(builder.start(), errors);
    }

    /**
     * Where a server that was started answers, from the line that it prints when it does; called again, the next
     * address that it prints.
     */
    public URI awaitUrl() throws IOException {
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            Matcher url = URL.matcher(line);
            if (url.find()) {
                return URI.create(url.group());
            }
        }
        throw new IOException("the server did not start: " + errors());
    }

    /** A client of the server at {@link #awaitUrl()}. */
    public ApiClient awaitClient() throws IOException {
        return client(awaitUrl());
    }

    /**
     * A client whose failures say whether this process still runs, how it ended, and what it wrote to standard error.
     */
    public ApiClient client(URI server) {
        return new ApiClient(server, this::state);
    }

    /** A process that is about to end gets the time to do so: its exit status says more than that it still runs. */
    private String state() {
        String state = "the server's process still runs";
        try {
            if (process.waitFor(END_OF_PROCESS.toMillis(), TimeUnit.MILLISECONDS)) {
                state = "the server's process ended with exit status " + process.exitValue();
            }
            return "%s; its standard error: [%s]".formatted(state, errors());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return state;
        } catch (IOException e) {
            return "%s; its standard error cannot be read: %s".formatted(state, e);
        }
    }

    /** As {@code kill -9} does. */
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        await();
    }

    /** As {@code kill} and Ctrl-C do; gives the exit status. */
    public int stop() throws InterruptedException {
        process.destroy();
        return await();
    }

    /** How it ended by itself, with what it printed after {@link #awaitUrl}. */
    Ended awaitEnd() throws InterruptedException, IOException {
        String rest = out.lines().collect(Collectors.joining("\n"));
        return new Ended(await(), rest, errors());
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** How many bytes the heap's objects take after a collection, by the JDK's {@code jcmd}. */
    public long liveHeapBytes() throws IOException {
        Process jcmd = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        Long.toString(process.pid()),
                        "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        try (InputStream in = jcmd.getInputStream()) {
            String histogram = new String(in.readAllBytes(), UTF_8);
            Matcher total = TOTAL.matcher(histogram);
            if (!total.find()) {
                throw new IOException(histogram);
            }
            return Long.parseLong(total.group(1));
        }
    }

    /** What was written to standard error so far. */
    public String errors() throws IOException {
        return Files.readString(errors);
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        process.onExit().join();
        Files.deleteIfExists(errors);
    }

    private int await() throws InterruptedException {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("the program has not ended after " + PATIENCE);
        }
        return process.exitValue();
    }
}
