package dev.spotter.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A dev server of its own for each measurement; directory and stop are not counted. */
@State(Scope.Benchmark)
public class RunningServer {
    private static final Pattern URL = Pattern.compile("http://\\S+");

    private final HttpClient client = HttpClient.newHttpClient();
    private @Nullable Path data;
    private @Nullable Process process;
    private URI uri = URI.create("");

    @Setup(Level.Invocation)
    public void makeDirectory() throws IOException {
        data = Files.createTempDirectory("spotter-benchmark");
    }

    void start() throws IOException {
        Process started = Program.start("-jar", Program.jar(), "serve", "--port", "0", "--data", String.valueOf(data));
        process = started;
        BufferedReader out = new BufferedReader(new InputStreamReader(started.getInputStream(), UTF_8));
        Matcher url = URL.matcher(Objects.requireNonNull(out.readLine()));
        if (!url.find()) {
            throw new IOException("the server printed no URL");
        }
        uri = URI.create(url.group());
    }

    URI uri() {
        return uri;
    }

    void upload(Path image) throws IOException, InterruptedException {
        HttpRequest upload = HttpRequest.newBuilder(uri.resolve("/upload?filename=" + image.getFileName()))
                .POST(HttpRequest.BodyPublishers.ofFile(image))
                .build();
        client.send(upload, BodyHandlers.discarding());
    }

    void awaitLabel(Path image, String label) throws IOException, InterruptedException {
        HttpRequest predict = HttpRequest.newBuilder(uri.resolve("/predict?filename=" + image.getFileName()))
                .build();
        while (!client.send(predict, BodyHandlers.ofString()).body().contains(label)) {
            Thread.onSpinWait();
        }
    }

    @TearDown(Level.Invocation)
    public void stop() throws IOException {
        Objects.requireNonNull(process).destroyForcibly().onExit().join();
        try (Stream<Path> files = Files.walk(Objects.requireNonNull(data))) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.delete(file);
            }
        }
    }
}
