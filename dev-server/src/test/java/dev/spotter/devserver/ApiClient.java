package dev.spotter.devserver;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.spotter.api.OpenApiRoute;
import dev.spotter.api.tck.OpenApiContract;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** A client of a running server that holds every response against the API's description. Thread-safe. */
public final class ApiClient {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final OpenApiContract CONTRACT =
            OpenApiContract.read(Objects.requireNonNull(OpenApiRoute.class.getResourceAsStream("openapi.yaml")));

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Set<String> seen = new ConcurrentSkipListSet<>();
    private final URI server;
    private final Supplier<String> serverState;

    public ApiClient(URI server) {
        this(server, () -> "the server runs in the process of the test");
    }

    /** @param serverState says how the server is; asked where a request fails, and part of the failure's message */
    public ApiClient(URI server, Supplier<String> serverState) {
        this.server = server;
        this.serverState = serverState;
    }

    /** A response that the description allows. */
    public record Response(int status, Map<String, String> headers, String text) {
        public JsonNode json() throws IOException {
            return JSON.readTree(text);
        }
    }

    public Response send(String method, String pathAndQuery, Map<String, String> headers, byte[] body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve(pathAndQuery))
                .timeout(PATIENCE)
                .method(method, body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        HttpResponse<byte[]> response = exchange(request.build());
        Map<String, String> received = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        response.headers().map().forEach((name, values) -> received.put(name, String.join(", ", values)));
        String path = server.resolve(pathAndQuery).getPath();
        Map<String, String> described = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        described.putAll(received);
        HttpServer.SECURITY_HEADERS.keySet().forEach(described::remove);
        CONTRACT.check(method, path, response.statusCode(), described, response.body());
        seen.add("%s %s -> %d".formatted(method, path, response.statusCode()));
        return new Response(response.statusCode(), received, new String(response.body(), UTF_8));
    }

    private HttpResponse<byte[]> exchange(HttpRequest request) throws IOException, InterruptedException {
        try {
            return http.send(request, BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new IOException("%s failed: %s; %s".formatted(request, e, serverState.get()), e);
        }
    }

    public Response get(String pathAndQuery) throws IOException, InterruptedException {
        return send("GET", pathAndQuery, Map.of(), new byte[0]);
    }

    /** Uploads an image as the body itself. */
    public Response upload(String filename, byte[] image) throws IOException, InterruptedException {
        return send("POST", "/upload?filename=" + encoded(filename), Map.of(), image);
    }

    /** Uploads an image as base64 in JSON. */
    public Response uploadJson(String filename, byte[] image) throws IOException, InterruptedException {
        byte[] body = JSON.writeValueAsBytes(
                Map.of("filename", filename, "image", Base64.getEncoder().encodeToString(image)));
        return send("POST", "/upload", Map.of("Content-Type", "application/json"), body);
    }

    /** Asks for an address to send an image to. */
    public Response uploadUrl(String filename, String contentType, long sizeBytes)
            throws IOException, InterruptedException {
        byte[] body = JSON.writeValueAsBytes(
                Map.of("filename", filename, "contentType", contentType, "sizeBytes", sizeBytes));
        return send("POST", "/upload-url", Map.of("Content-Type", "application/json"), body);
    }

    /** Sends an image to the presigned URL of a response, by its method and with its headers. */
    public Response sendSigned(JsonNode signed, byte[] image) throws IOException, InterruptedException {
        Map<String, String> headers = new TreeMap<>();
        signed.get("headers")
                .properties()
                .forEach(
                        header -> headers.put(header.getKey(), header.getValue().asText()));
        return send(signed.get("method").asText(), signed.get("url").asText(), headers, image);
    }

    /** Asks until the prediction is no longer PENDING. */
    public JsonNode outcome(String query) throws IOException, InterruptedException {
        return outcome(query, Set.of(202));
    }

    /**
     * Asks until there is an outcome of what was sent to a presigned URL, which nobody knows of until its event was
     * seen.
     */
    public JsonNode outcomeOfSigned(String query) throws IOException, InterruptedException {
        return outcome(query, Set.of(202, 404));
    }

    private JsonNode outcome(String query, Set<Integer> meanwhile) throws IOException, InterruptedException {
        Instant deadline = Instant.now().plus(PATIENCE);
        Response latest = get("/predict?" + query);
        while (meanwhile.contains(latest.status())) {
            if (Instant.now().isAfter(deadline)) {
                throw new AssertionError(query + " is still " + latest.status() + " after " + PATIENCE);
            }
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            latest = get("/predict?" + query);
        }
        if (latest.status() != 200) {
            throw new AssertionError(query + " was answered with " + latest.status() + ": " + latest.text());
        }
        return latest.json();
    }

    /** The requests and their statuses, each as {@code GET /predict -> 200}. */
    public Set<String> seen() {
        return seen;
    }

    public static String encoded(String value) {
        return URLEncoder.encode(value, UTF_8);
    }
}
