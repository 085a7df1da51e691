package dev.spotter.api;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds the route of a request and returns its response. Failures become RFC 9457 problems. Thread-safe.
 */
public final class Router {
    private static final String ANY_SEGMENT = "{}";

    private final Map<String, Map<String, Route>> routes = new LinkedHashMap<>();

    /** @throws IllegalArgumentException if two routes have the same method and path */
    public Router(List<Route> routes) {
        for (Route route : routes) {
            String key = route.path().endsWith("}") ? parent(route.path()) + ANY_SEGMENT : route.path();
            Map<String, Route> methods = this.routes.computeIfAbsent(key, path -> new TreeMap<>());
            if (methods.putIfAbsent(route.method(), route) != null) {
                throw new IllegalArgumentException(
                        "there are two routes for %s %s".formatted(route.method(), route.path()));
            }
        }
    }

    /** The response to a request; for HEAD, that of GET without its body. */
    public ApiResponse handle(ApiRequest request) {
        ApiResponse response = response(request);
        return isHead(request) ? response.withoutBody() : response;
    }

    /**
     * The response that needs no body, for a server that asks before it reads one; empty if the body is needed.
     *
     * @param head without its body
     * @param bodyBytes the declared size of the body, or the size received so far; negative if unknown
     */
    public Optional<ApiResponse> refusal(ApiRequest head, long bodyBytes) {
        return route(head).filter(route -> route.maxBodyBytes() > 0).flatMap(route -> refusal(route, head, bodyBytes));
    }

    /** The largest accepted body of this request in bytes; 0 if it need not be read. */
    public long maxBodyBytes(ApiRequest head) {
        return route(head).map(Route::maxBodyBytes).orElse(0L);
    }

    /** The path of the routes that a request path belongs to, such as {@code /uploads/{imageId}}; empty if none. */
    public Optional<String> pattern(String path) {
        return Optional.ofNullable(methods(path))
                .flatMap(methods -> methods.values().stream().findFirst())
                .map(Route::path);
    }

    /**
     * The response to a failure, as if a route had thrown it; for a server that fails before it has a request. Internal
     * errors are logged.
     */
    public ApiResponse failure(RuntimeException failure) {
        FailureLog.note(failure);
        return Problems.of(failure);
    }

    private ApiResponse response(ApiRequest request) {
        Map<String, Route> methods = methods(request.path());
        if (methods == null) {
            return Problems.pathNotFound(request.path());
        }
        Route route = methods.get(methodOf(request));
        if (route == null) {
            return Problems.methodNotAllowed(request, allowed(methods.keySet()));
        }
        return refusal(route, request, request.body().sizeBytes()).orElseGet(() -> response(route, request));
    }

    private ApiResponse response(Route route, ApiRequest request) {
        try {
            return route.handle(request);
        } catch (RuntimeException e) {
            return failure(e);
        }
    }

    private Optional<ApiResponse> refusal(Route route, ApiRequest request, long bodyBytes) {
        try {
            return ContentCoding.refusal(route, request).or(() -> route.refusal(request, bodyBytes));
        } catch (RuntimeException e) {
            return Optional.of(failure(e));
        }
    }

    private Optional<Route> route(ApiRequest request) {
        return Optional.ofNullable(methods(request.path())).map(methods -> methods.get(methodOf(request)));
    }

    private @Nullable Map<String, Route> methods(String path) {
        Map<String, Route> exact = routes.get(path);
        return exact != null || path.endsWith("/") ? exact : routes.get(parent(path) + ANY_SEGMENT);
    }

    private static String parent(String path) {
        return path.substring(0, path.lastIndexOf('/') + 1);
    }

    private static String methodOf(ApiRequest request) {
        return isHead(request) ? "GET" : request.method();
    }

    private static boolean isHead(ApiRequest request) {
        return request.method().equals("HEAD");
    }

    private static String allowed(Set<String> methods) {
        Set<String> all = new TreeSet<>(methods);
        if (all.contains("GET")) {
            all.add("HEAD");
        }
        return String.join(", ", all);
    }
}
