package dev.spotter.devserver.aws;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spotter.api.ApiRequest;
import dev.spotter.api.ApiResponse;
import dev.spotter.emulator.lambda.Invocation;
import dev.spotter.emulator.lambda.LambdaEmulator;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The HTTP API of the template: routes, each with its function. Where a function cannot respond, the response is as API
 * Gateway does, in its own few words. Thread-safe.
 */
final class ApiGateway {
    static final String BASE_PATH = "/api";

    /** Those of the template; whatever else is asked for goes to {@link TemplateFunction#GET_PREDICTION}. */
    static final Map<String, TemplateFunction> ROUTES = Map.of(
            BASE_PATH + "/upload", TemplateFunction.POST_IMAGE,
            BASE_PATH + "/upload-url", TemplateFunction.POST_IMAGE,
            BASE_PATH + "/limits", TemplateFunction.POST_IMAGE,
            BASE_PATH + "/images/{imageId}", TemplateFunction.DELETE_IMAGE,
            BASE_PATH + "/predict", TemplateFunction.GET_PREDICTION);

    /** Of {@link TemplateFunction#GET_PREDICTION}. */
    private static final Set<String> OTHER_PATHS = Set.of("/openapi.yaml");

    /** Of a request's body, 10 MB. */
    static final int MAX_BYTES = 10 << 20;

    private static final System.Logger LOG = System.getLogger(ApiGateway.class.getName());
    private static final Set<String> WITH_BODY = Set.of("POST", "PUT", "PATCH");
    private static final int TOO_LARGE = 413;

    private final LambdaEmulator lambda;
    private final Clock clock;

    ApiGateway(LambdaEmulator lambda, Clock clock) {
        this.lambda = lambda;
        this.clock = clock;
    }

    /** What has a route of its own. */
    Set<String> paths() {
        return ROUTES.keySet();
    }

    /** The path of a request as the API describes it, without the base path; empty if nothing is there. */
    Optional<String> route(String path) {
        String own = path.startsWith(BASE_PATH + "/") ? path.substring(BASE_PATH.length()) : path;
        return routeKey(BASE_PATH + own)
                .map(key -> key.substring(BASE_PATH.length()))
                .or(() -> Optional.of(own).filter(OTHER_PATHS::contains));
    }

    /** The route that a path leads to, as the template writes it; empty if it has none of its own. */
    static Optional<String> routeKey(String path) {
        String withId = path.substring(0, path.lastIndexOf('/') + 1) + "{imageId}";
        return Stream.of(path, path.endsWith("/") ? path : withId)
                .filter(ROUTES::containsKey)
                .findFirst();
    }

    /** A body that no function uses need not be read; the response is the same. */
    long maxBodyBytes(ApiRequest head) {
        return WITH_BODY.contains(head.method()) && routeKey(head.path()).isPresent() ? MAX_BYTES : 0;
    }

    Optional<ApiResponse> refusal(ApiRequest head, long bodyBytes) {
        return maxBodyBytes(head) > 0 && bodyBytes > MAX_BYTES
                ? Optional.of(FunctionResponse.message(TOO_LARGE, "Request Entity Too Large"))
                : Optional.empty();
    }

    ApiResponse handle(ApiRequest request) {
        Optional<String> route = routeKey(request.path());
        TemplateFunction function = route.map(ROUTES::get).orElse(TemplateFunction.GET_PREDICTION);
        String routeKey = route.map("ANY "::concat).orElse("$default");
        ObjectNode event =
                GatewayRequest.of(request, routeKey, UUID.randomUUID().toString(), clock.instant());
        return response(
                function,
                lambda.invoke(function.functionName(), event.toString().getBytes(StandardCharsets.UTF_8)));
    }

    private static ApiResponse response(TemplateFunction function, Invocation invocation) {
        if (invocation.isSuccess()) {
            try {
                return FunctionResponse.read(invocation.payload());
            } catch (IOException e) {
                LOG.log(Level.ERROR, function.functionName() + " gave a response that cannot be read", e);
                return FunctionResponse.message(500, "Internal Server Error");
            }
        }
        LOG.log(Level.WARNING, "{0} failed: {1}", function.functionName(), invocation);
        if (invocation.status() == TOO_LARGE) {
            return FunctionResponse.message(TOO_LARGE, "Request Entity Too Large");
        }
        return invocation.isThrottled()
                ? FunctionResponse.message(503, "Service Unavailable")
                : FunctionResponse.message(500, "Internal Server Error");
    }
}
