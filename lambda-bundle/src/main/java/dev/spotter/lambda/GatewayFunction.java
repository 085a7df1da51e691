package dev.spotter.lambda;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.spotter.api.HttpRequest;
import dev.spotter.api.HttpResponse;
import dev.spotter.api.Route;
import dev.spotter.api.Router;
import dev.spotter.core.error.SpotterException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/** Routes behind API Gateway. Thread-safe as its routes are. */
final class GatewayFunction {
    private static final JsonMapper JSON = LambdaJson.MAPPER;

    private final Router router;
    private final String basePath;

    GatewayFunction(List<Route> routes, String basePath) {
        this.router = new Router(routes);
        this.basePath = basePath;
    }

    void handle(InputStream event, OutputStream answer) throws IOException {
        JSON.writeValue(answer, GatewayAnswer.of(answer(event)));
    }

    private HttpResponse answer(InputStream event) throws IOException {
        HttpRequest request;
        try {
            request = GatewayEvent.read(JSON.readTree(event), basePath);
        } catch (SpotterException e) {
            return router.failure(e);
        }
        return router.handle(request);
    }
}
