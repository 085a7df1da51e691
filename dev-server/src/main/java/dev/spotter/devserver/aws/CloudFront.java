package dev.spotter.devserver.aws;

import dev.spotter.api.ApiRequest;
import dev.spotter.api.ApiResponse;
import dev.spotter.api.HealthRoute;
import dev.spotter.api.Route;
import dev.spotter.api.Router;
import dev.spotter.devserver.Backend;
import dev.spotter.devserver.PageRoute;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * What CloudFront is in the template: the page and the API under one address. It responds to {@code /healthz} itself,
 * which needs no token: so nobody without one has a function invoked. Thread-safe.
 */
final class CloudFront implements Backend {
    private static final PageRoute PAGE = new PageRoute();

    private static final HealthRoute HEALTH = new HealthRoute();

    /** Of the functions, without the API's base path. */
    private static final List<String> PATHS =
            List.of("/upload", "/upload-url", "/limits", "/images/{imageId}", "/predict", "/openapi.yaml");

    private final Router own = new Router(List.of(PAGE, HEALTH));
    private final ApiGateway gateway;
    private final URI imageBucket;

    /** @param imageBucket where signed uploads go */
    CloudFront(ApiGateway gateway, URI imageBucket) {
        this.gateway = gateway;
        this.imageBucket = imageBucket;
    }

    @Override
    public void addRoutes(RoutesConfig routes, Handler handler) {
        for (Route route : List.of(PAGE, HEALTH)) {
            routes.get(route.path(), handler);
            routes.head(route.path(), handler);
        }
        for (HandlerType method : HandlerType.commonHttp()) {
            PATHS.forEach(path -> {
                routes.addHttpHandler(method, path, handler);
                routes.addHttpHandler(method, ApiGateway.BASE_PATH + path, handler);
            });
        }
    }

    @Override
    public ApiResponse handle(ApiRequest request) {
        return own.pattern(request.path()).isPresent() ? own.handle(request) : gateway.handle(atOrigin(request));
    }

    private static ApiRequest atOrigin(ApiRequest request) {
        return new ApiRequest(
                request.method(), originPath(request.path()), request.query(), request.headers(), request.body());
    }

    /** The path at which the API gets a request: a cache behavior of the template leads to an origin with a path. */
    static String originPath(String path) {
        if (path.startsWith("/upload") || path.startsWith(ApiGateway.BASE_PATH + "/upload")) {
            return ApiGateway.UPLOADS_PATH + path;
        }
        return path.startsWith(ApiGateway.BASE_PATH + "/") ? path : ApiGateway.BASE_PATH + path;
    }

    @Override
    public ApiResponse failure(RuntimeException failure) {
        return own.failure(failure);
    }

    @Override
    public long maxBodyBytes(ApiRequest head) {
        return gateway.maxBodyBytes(atOrigin(head));
    }

    @Override
    public Optional<ApiResponse> refusal(ApiRequest head, long bodyBytes) {
        return gateway.refusal(atOrigin(head), bodyBytes);
    }

    @Override
    public Optional<String> route(String path) {
        String api = path.startsWith(ApiGateway.BASE_PATH + "/") ? path.substring(ApiGateway.BASE_PATH.length()) : path;
        return own.pattern(path).or(() -> ApiGateway.match(api, PATHS));
    }

    @Override
    public Optional<URI> pageSendsTo() {
        return Optional.of(imageBucket);
    }
}
