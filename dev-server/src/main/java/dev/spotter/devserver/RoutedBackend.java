package dev.spotter.devserver;

import dev.spotter.api.ApiRequest;
import dev.spotter.api.ApiResponse;
import dev.spotter.api.Route;
import dev.spotter.api.Router;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import java.util.List;
import java.util.Optional;

/** The API's routes in this process. */
record RoutedBackend(List<Route> routes, Router router) implements Backend {
    RoutedBackend(List<Route> routes) {
        this(routes, new Router(routes));
    }

    @Override
    public void addRoutes(RoutesConfig javalin, Handler handler) {
        for (Route route : routes) {
            javalin.addHttpHandler(HandlerType.findOrCreate(route.method()), route.path(), handler);
            if (route.method().equals("GET")) {
                javalin.head(route.path(), handler);
            }
        }
    }

    @Override
    public ApiResponse handle(ApiRequest request) {
        return router.handle(request);
    }

    @Override
    public ApiResponse failure(RuntimeException failure) {
        return router.failure(failure);
    }

    @Override
    public long maxBodyBytes(ApiRequest head) {
        return router.maxBodyBytes(head);
    }

    @Override
    public Optional<String> route(String path) {
        return router.pattern(path);
    }

    @Override
    public Optional<ApiResponse> refusal(ApiRequest head, long bodyBytes) {
        return router.refusal(head, bodyBytes);
    }
}
