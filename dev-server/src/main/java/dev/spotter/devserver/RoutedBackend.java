package dev.spotter.devserver;

import dev.spotter.api.HttpRequest;
import dev.spotter.api.HttpResponse;
import dev.spotter.api.Route;
import dev.spotter.api.Router;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The API's routes in this process. */
record RoutedBackend(Router router, Set<String> paths, long maxBodyBytes) implements Backend {
    static RoutedBackend of(List<Route> routes, long maxBodyBytes) {
        return new RoutedBackend(
                new Router(routes), routes.stream().map(Route::path).collect(Collectors.toSet()), maxBodyBytes);
    }

    @Override
    public HttpResponse handle(HttpRequest request) {
        return router.handle(request);
    }

    @Override
    public HttpResponse failure(RuntimeException failure) {
        return router.failure(failure);
    }
}
