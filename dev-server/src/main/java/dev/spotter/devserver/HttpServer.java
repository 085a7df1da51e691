package dev.spotter.devserver;

import dev.spotter.api.HttpRequest;
import dev.spotter.api.HttpResponse;
import dev.spotter.core.error.SpotterException;
import dev.spotter.core.image.ImageBytes;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.compression.Gzip;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.staticfiles.Location;
import io.javalin.util.JavalinBindException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Javalin around what answers the API's requests, and the page: it only translates. */
public final class HttpServer implements AutoCloseable {
    static final String PAGE_FOLDER = "/dev/spotter/web";
    /** A browser may keep the page's files, but asks whether they are still the same. */
    static final String PAGE_CACHING = "no-cache";

    private static final String CONTENT_SECURITY_POLICY = "Content-Security-Policy";

    /** The page is only files of its own origin, and previews of what was chosen. */
    static final Map<String, String> SECURITY_HEADERS = Map.of(
            "Content-Security-Policy",
            "default-src 'self'; img-src 'self' blob:; base-uri 'none'; form-action 'self'; frame-ancestors 'none';"
                    + " object-src 'none'",
            "X-Content-Type-Options",
            "nosniff",
            "Referrer-Policy",
            "no-referrer",
            "Cross-Origin-Resource-Policy",
            "same-origin");

    private static final Set<HandlerType> READING = Set.of(HandlerType.GET, HandlerType.HEAD);
    private static final int BEST_COMPRESSION = 9;
    private static final int LEAST_BYTES_TO_COMPRESS = 400;
    private static final String ANSWERED = "spotter.answered";

    private final Javalin javalin;
    private final String host;

    private HttpServer(Javalin javalin, String host) {
        this.javalin = javalin;
        this.host = host;
    }

    /**
     * Starts a server; it answers when this returns.
     *
     * @param port 0 for any that is free
     * @throws UncheckedIOException if the address cannot be listened on
     */
    public static HttpServer start(String host, int port, Backend backend) {
        Answers answers = new Answers(backend, new RequestBodies(backend.maxBodyBytes()));
        Javalin javalin = Javalin.create(config -> configure(config, answers));
        try {
            javalin.start(host, port);
        } catch (JavalinBindException e) {
            throw new UncheckedIOException(e.getMessage(), new BindException(e.getMessage()));
        }
        return new HttpServer(javalin, host);
    }

    /** Where the server answers. */
    public URI uri() {
        try {
            return new URI("http", null, host, javalin.port(), "/", null, null);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("a host that is listened on can stand in a URI", e);
        }
    }

    @Override
    public void close() {
        javalin.stop();
    }

    private static void configure(JavalinConfig config, Answers answers) {
        Backend backend = answers.backend();
        config.http.compressionStrategy = compression();
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.jetty.modifyServer(server -> server.setErrorHandler(new UnreadableRequests(backend)));
        config.staticFiles.add(files -> {
            files.directory = PAGE_FOLDER;
            files.location = Location.CLASSPATH;
            files.headers = Map.of("Cache-Control", PAGE_CACHING);
        });
        Map<String, String> securityHeaders = new HashMap<>(SECURITY_HEADERS);
        securityHeaders.put(CONTENT_SECURITY_POLICY, contentSecurityPolicy(backend));
        config.routes.before(context -> securityHeaders.forEach(context::header));
        for (HandlerType method : HandlerType.commonHttp()) {
            if (READING.contains(method)) {
                backend.paths().forEach(path -> config.routes.addHttpHandler(method, path, answers::give));
            } else {
                config.routes.addHttpHandler(method, "*", answers::give);
            }
        }
        // What is neither a route nor a file of the page: the router says so.
        config.routes.error(404, answers::give);
    }

    /** The page is many small files. */
    private static CompressionStrategy compression() {
        CompressionStrategy compression = new CompressionStrategy(null, new Gzip(BEST_COMPRESSION));
        compression.setDefaultMinSizeForCompression(LEAST_BYTES_TO_COMPRESS);
        return compression;
    }

    private static String contentSecurityPolicy(Backend backend) {
        String policy = Objects.requireNonNull(SECURITY_HEADERS.get(CONTENT_SECURITY_POLICY));
        return backend.pageSendsTo()
                .map(origin -> policy + "; connect-src 'self' " + origin)
                .orElse(policy);
    }

    private record Answers(Backend backend, RequestBodies bodies) {
        void give(Context context) throws IOException {
            if (context.attribute(ANSWERED) == null) {
                context.attribute(ANSWERED, true);
                write(context, answer(context));
            }
        }

        private HttpResponse answer(Context context) throws IOException {
            try {
                return bodies.read(context.req(), body -> backend.handle(request(context, body)));
            } catch (SpotterException e) {
                return backend.failure(e);
            } catch (VirtualMachineError e) {
                return backend.failure(new IllegalStateException("the virtual machine failed", e));
            }
        }
    }

    private static HttpRequest request(Context context, ImageBytes body) {
        Map<String, List<String>> headers = Collections.list(context.req().getHeaderNames()).stream()
                .collect(Collectors.toMap(
                        name -> name, name -> Collections.list(context.req().getHeaders(name)), (a, b) -> a));
        return new HttpRequest(context.method().name(), context.path(), context.queryParamMap(), headers, body);
    }

    private static void write(Context context, HttpResponse answer) {
        context.status(answer.status());
        answer.headers().forEach(context::header);
        context.result(answer.body());
    }
}
