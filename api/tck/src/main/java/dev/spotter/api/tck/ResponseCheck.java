package dev.spotter.api.tck;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds what is wrong with a response, given the response object of OpenAPI that describes it. */
final class ResponseCheck {
    /** Headers that a server adds for the connection, and the content type, which the content describes. */
    private static final Set<String> NEVER_DESCRIBED =
            Set.of("Connection", "Content-Length", "Content-Type", "Date", "Keep-Alive", "Server", "Transfer-Encoding");

    private final ObjectMapper json = new ObjectMapper();
    private final Schemas schemas;

    ResponseCheck(Schemas schemas) {
        this.schemas = schemas;
    }

    List<String> faults(JsonNode response, boolean bodiless, Map<String, String> headers, byte[] body) {
        if (response.isMissingNode()) {
            return List.of("this status is not described");
        }
        JsonNode described = schemas.resolved(response);
        Map<String, String> given = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        given.putAll(headers);
        List<String> bodyFaults = bodiless || !described.has("content")
                ? body.length == 0 ? List.of() : List.of("there is a body")
                : bodyFaults(described.path("content"), given.getOrDefault("Content-Type", ""), body);
        return Stream.concat(headerFaults(described.path("headers"), given).stream(), bodyFaults.stream())
                .toList();
    }

    private List<String> headerFaults(JsonNode described, Map<String, String> given) {
        List<String> faults = new ArrayList<>();
        Set<String> unknown = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        unknown.addAll(given.keySet());
        NEVER_DESCRIBED.forEach(unknown::remove);
        described.properties().forEach(entry -> {
            unknown.remove(entry.getKey());
            faults.addAll(headerFaults(entry.getKey(), schemas.resolved(entry.getValue()), given.get(entry.getKey())));
        });
        unknown.forEach(name -> faults.add("the header %s is not described".formatted(name)));
        return faults;
    }

    private List<String> headerFaults(String name, JsonNode described, @Nullable String value) {
        if (value == null) {
            return described.path("required").asBoolean()
                    ? List.of("the header %s is missing".formatted(name))
                    : List.of();
        }
        return schemas.faults(described.path("schema"), TextNode.valueOf(value)).stream()
                .map(fault -> "the header " + name + ": " + fault)
                .toList();
    }

    private List<String> bodyFaults(JsonNode content, String contentType, byte[] body) {
        String type = contentType.split(";", 2)[0].strip();
        JsonNode schema = content.path(type).path("schema");
        if (schema.isMissingNode()) {
            return List.of("the content type \"%s\" is not described".formatted(contentType));
        }
        if (!type.endsWith("json")) {
            return body.length > 0 ? List.of() : List.of("there is no body");
        }
        try {
            return schemas.faults(schema, json.readTree(body)).stream()
                    .map(fault -> "the body: " + fault)
                    .toList();
        } catch (IOException e) {
            return List.of("the body is not JSON: " + e.getMessage());
        }
    }
}
