package dev.spotter.devserver.aws;

import dev.spotter.api.HttpRequest;
import dev.spotter.api.HttpResponse;
import dev.spotter.api.Router;
import dev.spotter.devserver.Backend;
import dev.spotter.devserver.PageRoute;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What CloudFront is in the template: the page and the API under one address. Thread-safe. */
final class Edge implements Backend {
    private static final PageRoute PAGE = new PageRoute();

    private final Router page = new Router(List.of(PAGE));
    private final ApiGateway gateway;
    private final URI imageBucket;

    /** @param imageBucket where signed uploads go */
    Edge(ApiGateway gateway, URI imageBucket) {
        this.gateway = gateway;
        this.imageBucket = imageBucket;
    }

    @Override
    public HttpResponse handle(HttpRequest request) {
        return request.path().equals(PAGE.path()) ? page.handle(request) : gateway.handle(behindOriginPath(request));
    }

    /** The paths beside the page lead to an origin whose path is the API's own. */
    private HttpRequest behindOriginPath(HttpRequest request) {
        String path = ApiGateway.BASE_PATH + request.path();
        return gateway.paths().contains(path)
                ? new HttpRequest(request.method(), path, request.query(), request.headers(), request.body())
                : request;
    }

    @Override
    public HttpResponse failure(RuntimeException failure) {
        return page.failure(failure);
    }

    /** The API's paths, at both places, and the page's. What else is asked for and is no file of the page goes to the API as well. */
    @Override
    public Set<String> paths() {
        Set<String> paths = new HashSet<>(Set.of(PAGE.path()));
        for (String path : gateway.paths()) {
            paths.add(path);
            paths.add(path.substring(ApiGateway.BASE_PATH.length()));
        }
        return paths;
    }

    @Override
    public long maxBodyBytes() {
        return ApiGateway.MAX_BYTES;
    }

    @Override
    public Optional<URI> pageSendsTo() {
        return Optional.of(imageBucket);
    }
}
