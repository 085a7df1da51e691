package dev.spotter.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.spotter.api.ApiRequest;
import dev.spotter.api.internal.QueryText;
import dev.spotter.core.error.InvalidRequestException;
import dev.spotter.core.image.ImageBytes;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A request as API Gateway hands it to a function: payload format 2.0 of HTTP APIs or 1.0 of REST APIs (API Gateway
 * Developer Guide, "AWS Lambda integrations for HTTP APIs").
 */
final class GatewayEvent {
    private static final String DEFAULT_STAGE = "$default";

    private GatewayEvent() {}

    /**
     * The request.
     *
     * @param basePaths what can stand before the API's paths, such as {@code /api}; removed one after another
     * @throws InvalidRequestException if the event is of a load balancer, which looks like format 1.0 but leaves the
     *     query encoded, or if the body is not base64 though the event says so
     */
    static ApiRequest read(JsonNode event, List<String> basePaths) {
        if (event.at("/requestContext").has("elb")) {
            throw new InvalidRequestException(
                    "event", "the request is from a load balancer; this function reads requests of API Gateway only");
        }
        boolean isFormat2 = event.path("version").asText().equals("2.0");
        String method = isFormat2
                ? event.at("/requestContext/http/method").asText()
                : event.path("httpMethod").asText();
        String path = isFormat2 ? withoutStage(event) : event.path("path").asText();
        return new ApiRequest(
                method.toUpperCase(Locale.ROOT),
                withoutBase(path, basePaths),
                isFormat2 ? QueryText.parameters(event.path("rawQueryString").asText()) : queryOfFormat1(event),
                headers(event),
                body(event));
    }

    /** A stage with a name stands before the path. */
    private static String withoutStage(JsonNode event) {
        String stage = event.at("/requestContext/stage").asText(DEFAULT_STAGE);
        return withoutBase(event.path("rawPath").asText(), List.of("/" + stage));
    }

    private static String withoutBase(String path, List<String> basePaths) {
        String rest = path;
        for (String base : basePaths) {
            rest = rest.startsWith(base + "/") ? rest.substring(base.length()) : rest;
        }
        return rest;
    }

    /** REST APIs give the values decoded. */
    private static Map<String, List<String>> queryOfFormat1(JsonNode event) {
        Map<String, List<String>> query = multiValues(event.path("multiValueQueryStringParameters"));
        return query.isEmpty() ? singleValues(event.path("queryStringParameters")) : query;
    }

    private static Map<String, List<String>> headers(JsonNode event) {
        Map<String, List<String>> headers = multiValues(event.path("multiValueHeaders"));
        return headers.isEmpty() ? singleValues(event.path("headers")) : headers;
    }

    private static Map<String, List<String>> multiValues(JsonNode object) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        object.properties().forEach(member -> {
            List<String> all = new ArrayList<>();
            member.getValue().forEach(value -> all.add(value.asText()));
            values.put(member.getKey(), all);
        });
        return values;
    }

    private static Map<String, List<String>> singleValues(JsonNode object) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        object.properties()
                .forEach(member ->
                        values.put(member.getKey(), List.of(member.getValue().asText())));
        return values;
    }

    private static ImageBytes body(JsonNode event) {
        String body = event.path("body").asText("");
        if (!event.path("isBase64Encoded").asBoolean()) {
            return ImageBytes.wrap(body.getBytes(UTF_8));
        }
        try {
            return ImageBytes.wrap(Base64.getDecoder().decode(body));
        } catch (IllegalArgumentException e) {
            throw new InvalidRequestException("body", "the body is said to be base64 but is not");
        }
    }
}
