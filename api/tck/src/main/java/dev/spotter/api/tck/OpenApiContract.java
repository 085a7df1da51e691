package dev.spotter.api.tck;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * An OpenAPI 3.1 description that responses are checked against: a response that it does not describe is wrong. Schemas
 * are JSON Schema 2020-12 with references into the description alone; the last segment of a path may be a parameter. A
 * path that is not described must get the response {@code PathNotFound} says, a method that is not described as {@code
 * MethodNotAllowed} says. Whatever is asked for may be refused as one of the responses for requests that no operation
 * has yet says. Thread-safe.
 */
public final class OpenApiContract {
    /** The responses to a request that no operation has yet, by their status. */
    private static final Map<Integer, String> REFUSALS = Map.ofEntries(
            Map.entry(400, "InvalidRequest"),
            Map.entry(401, "TokenNeeded"),
            Map.entry(403, "OriginNotAllowed"),
            Map.entry(408, "RequestTimeout"),
            Map.entry(414, "UriTooLong"),
            Map.entry(417, "ExpectationFailed"),
            Map.entry(421, "HostNotAllowed"),
            Map.entry(431, "HeadersTooLarge"),
            Map.entry(501, "TransferCodingUnsupported"),
            Map.entry(503, "Unavailable"),
            Map.entry(505, "HttpVersionUnsupported"));

    private final JsonNode description;
    private final Schemas schemas;
    private final ResponseCheck check;

    private OpenApiContract(JsonNode description) {
        this.description = description;
        this.schemas = new Schemas(description);
        this.check = new ResponseCheck(schemas);
    }

    /**
     * Reads a description.
     *
     * @throws UncheckedIOException if it is not YAML
     */
    public static OpenApiContract read(InputStream yaml) {
        try {
            return new OpenApiContract(new ObjectMapper(new YAMLFactory()).readTree(yaml));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is described, each as {@code GET /predict}; sorted. */
    public Set<String> operations() {
        Set<String> operations = new TreeSet<>();
        description.path("paths").properties().forEach(path -> path.getValue()
                .fieldNames()
                .forEachRemaining(method -> operations.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
        return operations;
    }

    /** What is wrong with the description's own schemas, references and examples; empty if nothing is. */
    public List<String> faults() {
        return new DescriptionCheck(schemas).faults(description);
    }

    /**
     * Checks a response against the description: its status, its headers, its content type and its body.
     *
     * @param method of the request; the response to HEAD is that to GET without a body
     * @param path of the request, without the query
     * @param headers of the response, each with its value; those that belong to the connection may be among them
     * @throws AssertionError if anything of it is not described, or is not as described; the message names all of it
     */
    public void check(String method, String path, int status, Map<String, String> headers, byte[] body) {
        boolean isHead = method.equals("HEAD");
        List<String> faults = check.faults(response(method, path, status), isHead, headers, body);
        if (!faults.isEmpty()
                && !check.faults(refusal(status), isHead, headers, body).isEmpty()) {
            throw new AssertionError("%s %s -> %d: %s".formatted(method, path, status, String.join("; ", faults)));
        }
    }

    private JsonNode refusal(int status) {
        String name = REFUSALS.get(status);
        return name == null ? MissingNode.getInstance() : description.at("/components/responses/" + name);
    }

    private JsonNode response(String method, String path, int status) {
        JsonNode methods = methods(path);
        JsonNode operation = operation(methods, method.equals("HEAD") ? "GET" : method);
        if (status == 404 && methods.isMissingNode()) {
            return description.at("/components/responses/PathNotFound");
        }
        if (status == 405 && !methods.isMissingNode() && operation.isMissingNode()) {
            return description.at("/components/responses/MethodNotAllowed");
        }
        return operation.path("responses").path(Integer.toString(status));
    }

    /** A described path may end with a parameter, which stands for one segment. */
    private JsonNode methods(String path) {
        JsonNode paths = description.path("paths");
        String directory = path.substring(0, path.lastIndexOf('/') + 1);
        if (paths.has(path) || path.equals(directory)) {
            return paths.path(path);
        }
        return paths.properties().stream()
                .filter(described -> described.getKey().startsWith(directory + "{"))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseGet(MissingNode::getInstance);
    }

    /** HTTP's methods are case-sensitive; OpenAPI writes them all in lower case. */
    private static JsonNode operation(JsonNode methods, String method) {
        String key = method.toLowerCase(Locale.ROOT);
        return key.equals(method) ? MissingNode.getInstance() : methods.path(key);
    }
}
