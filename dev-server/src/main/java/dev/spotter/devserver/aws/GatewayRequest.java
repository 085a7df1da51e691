package dev.spotter.devserver.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spotter.api.ApiRequest;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A request as an HTTP API hands it to a function: payload format 2.0 (API Gateway Developer Guide, "AWS Lambda
 * integrations").
 */
final class GatewayRequest {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ROOT).withZone(ZoneOffset.UTC);
    /** Bodies of these types are handed over as text, all others as base64. */
    private static final Pattern TEXT =
            Pattern.compile("(text/.*|application/(json|javascript|xml))( *;.*)?", Pattern.CASE_INSENSITIVE);

    private static final Set<String> OF_THE_CONNECTION =
            Set.of(ApiRequest.SCHEME, "connection", "transfer-encoding", "keep-alive");

    private GatewayRequest() {}

    /**
     * The event.
     *
     * @param route the route that it came by, {@code ANY /upload} or {@code $default}
     */
    static ObjectNode of(ApiRequest request, String route, String requestId, Instant time) {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        event.put("version", "2.0").put("routeKey", route);
        event.put("rawPath", request.path()).put("rawQueryString", rawQuery(request.query()));
        putHeaders(event, request);
        putQuery(event, request);
        putContext(event.putObject("requestContext"), request, route, requestId, time);
        putBody(event, request);
        return event;
    }

    private static String rawQuery(Map<String, List<String>> query) {
        return query.entrySet().stream()
                .flatMap(parameter ->
                        parameter.getValue().stream().map(value -> encoded(parameter.getKey()) + "=" + encoded(value)))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }

    /** Names in lower case, several values of one name joined by commas; cookies stand apart. */
    private static void putHeaders(ObjectNode event, ApiRequest request) {
        ObjectNode headers = event.putObject("headers");
        request.headers().forEach((name, values) -> {
            if (name.equals("cookie")) {
                values.forEach(event.withArray("cookies")::add);
            } else if (!OF_THE_CONNECTION.contains(name)) {
                headers.put(name, String.join(",", values));
            }
        });
    }

    private static void putQuery(ObjectNode event, ApiRequest request) {
        if (!request.query().isEmpty()) {
            ObjectNode parameters = event.putObject("queryStringParameters");
            request.query().forEach((name, values) -> parameters.put(name, String.join(",", values)));
        }
    }

    private static void putContext(
            ObjectNode context, ApiRequest request, String route, String requestId, Instant time) {
        context.put("accountId", "000000000000").put("apiId", "local");
        context.put("domainName", request.header("host").orElse("localhost")).put("domainPrefix", "local");
        context.putObject("http")
                .put("method", request.method())
                .put("path", request.path())
                .put("protocol", "HTTP/1.1")
                .put("sourceIp", "127.0.0.1")
                .put("userAgent", request.header("user-agent").orElse(""));
        context.put("requestId", requestId).put("routeKey", route).put("stage", "$default");
        context.put("time", TIME.format(time)).put("timeEpoch", time.toEpochMilli());
    }

    private static void putBody(ObjectNode event, ApiRequest request) {
        byte[] body = request.body().toByteArray();
        boolean isText = TEXT.matcher(request.header("content-type").orElse("")).matches();
        Optional<String> text = isText ? decoded(body) : Optional.empty();
        if (body.length > 0) {
            event.put("body", text.orElseGet(() -> Base64.getEncoder().encodeToString(body)));
        }
        event.put("isBase64Encoded", body.length > 0 && text.isEmpty());
    }

    /** The text, or empty where it is no UTF-8: what cannot stand in the event as text is handed over as it is. */
    private static Optional<String> decoded(byte[] body) {
        try {
            return Optional.of(UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
