package dev.spotter.devserver.aws;

import dev.spotter.api.ApiRequest;
import dev.spotter.api.ApiResponse;
import dev.spotter.api.Router;
import dev.spotter.devserver.Backend;
import dev.spotter.devserver.PageRoute;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** What CloudFront is in the template: the page and the API under one address. Thread-safe. */
final class CloudFront implements Backend {
    private static final PageRoute PAGE = new PageRoute();

    private final Router page = new Router(List.of(PAGE));
    private final ApiGateway gateway;
    private final URI imageBucket;

    /** @param imageBucket where signed uploads go */
    CloudFront(ApiGateway gateway, URI imageBucket) {
        this.gateway = gateway;
        this.imageBucket = imageBucket;
    }

    @Override
    public void addRoutes(RoutesConfig routes, Handler handler) {
        routes.get(PAGE.path(), handler);
        routes.head(PAGE.path(), handler);
        for (HandlerType method : HandlerType.commonHttp()) {
            gateway.paths().forEach(path -> {
                routes.addHttpHandler(method, path, handler);
                routes.addHttpHandler(method, path.substring(ApiGateway.BASE_PATH.length()), handler);
            });
        }
    }

    @Override
    public ApiResponse handle(ApiRequest request) {
        return request.path().equals(PAGE.path()) ? page.handle(request) : gateway.handle(behindOriginPath(request));
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
        return page.failure(failure);
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
        return path.equals(PAGE.path()) ? Optional.of(path) : gateway.route(path);
    }

    @Override
    public Optional<URI> pageSendsTo() {
        return Optional.of(imageBucket);
    }
}
