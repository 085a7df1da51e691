package dev.spotter.devserver;

import dev.spotter.api.ApiRequest;
import dev.spotter.api.internal.QueryText;
import dev.spotter.core.error.InvalidRequestException;
import dev.spotter.core.image.ImageBytes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.server.Request;

/** Translates a request as Jetty has it. */
final class RequestHead {
    private static final ImageBytes NOTHING = ImageBytes.wrap(new byte[0]);

    private RequestHead() {}

    /**
     * The request without its body. HEAD becomes GET, whose answer has the headers that are wanted; no body is sent of
     * it.
     *
     * @throws InvalidRequestException if its query is not percent-encoded
     */
    static ApiRequest of(Request request) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        for (HttpField field : request.getHeaders()) {
            headers.computeIfAbsent(field.getLowerCaseName(), name -> new ArrayList<>())
                    .add(Objects.requireNonNullElse(field.getValue(), ""));
        }
        headers.put(ApiRequest.SCHEME, List.of(request.isSecure() ? "https" : "http"));
        String query = Objects.requireNonNullElse(request.getHttpURI().getQuery(), "");
        String path = Objects.requireNonNullElse(request.getHttpURI().getPath(), "/");
        String method = request.getMethod().equals("HEAD") ? "GET" : request.getMethod();
        return new ApiRequest(method, path, QueryText.parameters(query), headers, NOTHING);
    }
}
