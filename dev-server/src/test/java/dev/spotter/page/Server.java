package dev.spotter.page;

import dev.spotter.cli.SpotterProcess;
import dev.spotter.devserver.ApiClient;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A server of the program as it was built. {@code -Dspotter.page.serve="--aws"} adds options to each, so that the same
 * tests run against every way to serve.
 */
final class Server implements AutoCloseable {
    /** A machine so slow that a test sees what is over in no time elsewhere; one image is classified at a time. */
    private static final List<String> SLOWLY = List.of("-Xint", "-XX:ActiveProcessorCount=1");

    private final SpotterProcess process;
    private final URI uri;

    private Server(SpotterProcess process) throws IOException {
        this.process = process;
        this.uri = process.awaitUrl();
    }

    static Server start(Path data, String... options) throws IOException {
        return start(List.of(), data, options);
    }

    static Server startSlow(Path data, String... options) throws IOException {
        return start(SLOWLY, data, options);
    }

    private static Server start(List<String> jvmOptions, Path data, String... options) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("serve", "--data", data.toString()));
        if (!List.of(options).contains("--port")) {
            arguments.addAll(List.of("--port", "0"));
        }
        arguments.addAll(List.of(options));
        String more = System.getProperty("spotter.page.serve", "");
        if (!more.isBlank()) {
            arguments.addAll(List.of(more.split(" ")));
        }
        return new Server(SpotterProcess.start(jvmOptions, arguments.toArray(String[]::new)));
    }

    URI uri() {
        return uri;
    }

    String port() {
        return Integer.toString(uri.getPort());
    }

    ApiClient client() {
        return process.client(uri);
    }

    void kill() throws InterruptedException {
        process.kill();
    }

    @Override
    public void close() throws IOException {
        process.close();
    }
}
