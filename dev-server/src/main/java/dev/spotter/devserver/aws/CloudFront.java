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
            gateway.paths().forEach(path -> {
                routes.addHttpHandler(method, path, handler);
                routes.addHttpHandler(method, path.substring(ApiGateway.BASE_PATH.length()), handler);
            });
        }
    }

    @Override
    public ApiResponse handle(ApiRequest request) {
        return own.pattern(request.path()).isPresent()
                ? own.handle(request)
                : gateway.handle(behindOriginPath(request));
    }

    /** The paths beside the page lead to an origin whose path is the API's own. */
    private ApiRequest behindOriginPath(ApiRequest request) {
        String path = ApiGateway.BASE_PATH + request.path();
        return ApiGateway.routeKey(path).isPresent()
                ? new ApiRequest(request.method(), path, request.query(), request.headers(), request.body())
                : request;
    }

    @Override
    public ApiResponse failure(RuntimeException failure) {
        return own.failure(failure);
    }

    @Override
    public long maxBodyBytes(ApiRequest head) {
        return gateway.maxBodyBytes(behindOriginPath(head));
    }

    @Override
    public Optional<ApiResponse> refusal(ApiRequest head, long bodyBytes) {
        return gateway.refusal(behindOriginPath(head), bodyBytes);
    }

    @Override
    public Optional<String> route(String path) {
        return own.pattern(path).or(() -> gateway.route(path));
    }

    @Override
    public Optional<URI> pageSendsTo() {
        return Optional.of(imageBucket);
    }
}
