package dev.spotter.emulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.spotter.emulator.internal.SecretTokens;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * The emulator's own pages, for tests and people in another process: on every port, unsigned, at paths that can be no
 * bucket's and that nobody can guess.
 *
 * <p>{@code POST} changes something, {@code GET} says how it is, {@code DELETE} makes it as it was; all respond with
 * how it is then.
 */
final class AdminRoute extends Handler.Wrapper {
    static final String PREFIX = "/_emulator/";

    private static final int MAX_BYTES = 64 << 10;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, AdminPage> pages;
    private final String token;

    /** @param token stands in every path after the prefix: who does not know it, finds no page */
    AdminRoute(Map<String, AdminPage> pages, String token, Handler next) {
        super(next);
        this.pages = Map.copyOf(pages);
        this.token = token;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        String path = request.getHttpURI().getPath();
        if (path == null || !path.startsWith(PREFIX)) {
            return super.handle(request, response, callback);
        }
        String[] parts = path.substring(PREFIX.length()).split("/", 2);
        if (!SecretTokens.equal(token, parts[0])) {
            respond(
                    response,
                    callback,
                    404,
                    error("there is no such page; the emulator's own address leads to its pages"));
            return true;
        }
        AdminPage page = pages.get(parts.length == 1 ? "" : parts[1]);
        if (page == null) {
            respond(response, callback, 404, error("there is no such page; there are " + pages.keySet()));
            return true;
        }
        try {
            change(page, request);
            respond(response, callback, 200, page.get());
        } catch (IllegalArgumentException | IOException e) {
            respond(response, callback, 400, error(String.valueOf(e.getMessage())));
        }
        return true;
    }

    private static void change(AdminPage page, Request request) throws IOException {
        switch (request.getMethod()) {
            case "POST" -> page.post(body(request));
            case "DELETE" -> page.delete();
            case "GET" -> {}
            default -> throw new IllegalArgumentException("the method must be POST, GET or DELETE");
        }
    }

    private static JsonNode body(Request request) throws IOException {
        try (InputStream body = Content.Source.asInputStream(request)) {
            return JSON.readTree(new String(body.readNBytes(MAX_BYTES), UTF_8));
        }
    }

    private static JsonNode error(String message) {
        return JsonNodeFactory.instance.objectNode().put("error", message);
    }

    private static void respond(Response response, Callback callback, int status, JsonNode body) throws IOException {
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
        response.write(true, ByteBuffer.wrap(JSON.writeValueAsBytes(body)), callback);
    }
}
