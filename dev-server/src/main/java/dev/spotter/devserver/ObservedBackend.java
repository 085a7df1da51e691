package dev.spotter.devserver;

import dev.spotter.api.ApiRequest;
import dev.spotter.api.ApiResponse;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Handler;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** A backend with {@code /metrics}, whose failures for want of memory are reported. Thread-safe as the backend is. */
final class ObservedBackend implements Backend {
    private final Backend backend;
    private final Observation observation;
    private final MetricsRoute metrics;
    private final RoutedBackend added;

    ObservedBackend(Backend backend, Observation observation) {
        this.backend = backend;
        this.observation = observation;
        this.metrics = new MetricsRoute(observation.meters());
        this.added = new RoutedBackend(List.of(metrics));
    }

    @Override
    public void addRoutes(RoutesConfig routes, Handler handler) {
        backend.addRoutes(routes, handler);
        added.addRoutes(routes, handler);
    }

    @Override
    public ApiResponse handle(ApiRequest request) {
        return at(request.path()).handle(request);
    }

    @Override
    public ApiResponse failure(RuntimeException failure) {
        observation.reportFullMemory(failure);
        return backend.failure(failure);
    }

    @Override
    public long maxBodyBytes(ApiRequest head) {
        return at(head.path()).maxBodyBytes(head);
    }

    @Override
    public Optional<ApiResponse> refusal(ApiRequest head, long bodyBytes) {
        return at(head.path()).refusal(head, bodyBytes);
    }

    @Override
    public Optional<String> route(String path) {
        return at(path).route(path);
    }

    @Override
    public Optional<URI> pageSendsTo() {
        return backend.pageSendsTo();
    }

    private Backend at(String path) {
        return path.equals(metrics.path()) ? added : backend;
    }
}
