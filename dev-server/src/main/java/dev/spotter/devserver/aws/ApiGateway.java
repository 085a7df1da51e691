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
import java.util.Collection;
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

    /** What CloudFront puts before the paths of uploads. */
    static final String UPLOADS_PATH = "/write";

    private static final String UPLOADS = UPLOADS_PATH + "/{proxy+}";

    /** Those of the template; any other path goes to {@link TemplateFunction#GET_PREDICTION}. */
    static final Map<String, TemplateFunction> ROUTES = Map.of(
            UPLOADS,
            TemplateFunction.POST_IMAGE,
            BASE_PATH + "/limits",
            TemplateFunction.POST_IMAGE,
            BASE_PATH + "/images/{imageId}",
            TemplateFunction.DELETE_IMAGE,
            BASE_PATH + "/predict",
            TemplateFunction.GET_PREDICTION,
            BASE_PATH + "/healthz",
            TemplateFunction.GET_PREDICTION,
            BASE_PATH + "/openapi.yaml",
            TemplateFunction.GET_PREDICTION);

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

    /** The key of the route that a path belongs to; empty if only the default route accepts it. */
    static Optional<String> routeKey(String path) {
        return match(path.startsWith(UPLOADS_PATH + "/") ? UPLOADS : path, ROUTES.keySet());
    }

    /** The one of these paths that a path belongs to: the same, or the one with an id in place of the last segment. */
    static Optional<String> match(String path, Collection<String> paths) {
        String withId = path.substring(0, path.lastIndexOf('/') + 1) + "{imageId}";
        return Stream.of(path, path.endsWith("/") ? path : withId)
                .filter(paths::contains)
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
