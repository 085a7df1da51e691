package dev.spotter.emulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Faults by HTTP, for tests in another process: on every port, unsigned, at a path that can be no bucket's.
 *
 * <p>{@code POST} asks for faults, {@code GET} says how many wait, {@code DELETE} forgets them.
 */
final class FaultRoute extends Handler.Wrapper {
    static final String PATH = "/_emulator/faults";

    private static final int MAX_BYTES = 64 << 10;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Faults faults;

    FaultRoute(Faults faults, Handler next) {
        super(next);
        this.faults = faults;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (!PATH.equals(request.getHttpURI().getPath())) {
            return super.handle(request, response, callback);
        }
        try {
            switch (request.getMethod()) {
                case "POST" -> add(request);
                case "DELETE" -> faults.clear();
                case "GET" -> {}
                default -> throw new IllegalArgumentException("the method must be POST, GET or DELETE");
            }
            answer(response, callback, 200, Map.of("pending", faults.pending()));
        } catch (IllegalArgumentException | IOException e) {
            answer(response, callback, 400, Map.of("error", String.valueOf(e.getMessage())));
        }
        return true;
    }

    private void add(Request request) throws IOException {
        JsonNode asked;
        try (InputStream body = Content.Source.asInputStream(request)) {
            asked = JSON.readTree(new String(body.readNBytes(MAX_BYTES), UTF_8));
        }
        faults.next(asked.path("operation").asText(), asked.path("calls").asInt(1), fault(asked));
    }

    private static Fault fault(JsonNode asked) {
        if (asked.has("error")) {
            JsonNode error = asked.get("error");
            String code = error.path("code").asText();
            Map<String, Object> members = new HashMap<>();
            error.path("members").properties().forEach(e -> members.put(e.getKey(), e.getValue()));
            return new Fault.ServiceError(
                    error.path("status").asInt(), code, error.path("message").asText(code), members);
        }
        if (asked.has("delayMillis")) {
            return Fault.slow(Duration.ofMillis(asked.get("delayMillis").asLong()));
        }
        if (asked.path("cutOff").asBoolean()) {
            return Fault.cutOff();
        }
        if (asked.path("truncated").asBoolean()) {
            return Fault.truncated();
        }
        throw new IllegalArgumentException(
                "a fault has an \"error\", a \"delayMillis\", \"cutOff\": true or \"truncated\": true");
    }

    private static void answer(Response response, Callback callback, int status, Map<String, Object> body)
            throws IOException {
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
        response.write(true, ByteBuffer.wrap(JSON.writeValueAsBytes(body)), callback);
    }
}
