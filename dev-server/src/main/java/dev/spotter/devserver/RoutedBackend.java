package dev.spotter.devserver;

import dev.spotter.api.HttpRequest;
import dev.spotter.api.HttpResponse;
import dev.spotter.api.Router;
import java.util.Optional;

/** The API's routes in this process. */
record RoutedBackend(Router router) implements Backend {
    @Override
    public HttpResponse handle(HttpRequest request) {
        return router.handle(request);
    }

    @Override
    public HttpResponse failure(RuntimeException failure) {
        return router.failure(failure);
    }

    @Override
    public long maxBodyBytes(HttpRequest head) {
        return router.maxBodyBytes(head);
    }

    @Override
    public Optional<HttpResponse> refusal(HttpRequest head, long bodyBytes) {
        return router.refusal(head, bodyBytes);
    }
}
