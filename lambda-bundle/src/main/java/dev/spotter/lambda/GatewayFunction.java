package dev.spotter.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.spotter.api.ApiRequest;
import dev.spotter.api.ApiResponse;
import dev.spotter.api.Route;
import dev.spotter.api.Router;
import dev.spotter.core.error.SpotterException;
import dev.spotter.core.internal.MeterName;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Routes behind API Gateway. Thread-safe as its routes are. */
final class GatewayFunction {
    private static final JsonMapper JSON = LambdaJson.MAPPER;

    private final Router router;
    private final List<String> basePaths;
    private final FunctionLog log;

    GatewayFunction(List<Route> routes, List<String> basePaths, FunctionLog log) {
        this.log = log;
        this.router = new Router(routes);
        this.basePaths = basePaths;
    }

    void handle(InputStream event, OutputStream output, @Nullable Context context) throws IOException {
        JsonNode request = JSON.readTree(event);
        LogLine line = log.line(context);
        ApiResponse response = line.timed(MeterName.TOTAL, () -> respond(request));
        line.count(MeterName.REQUESTS);
        line.outcome(Integer.toString(response.status()));
        // Where a new image's prediction will be: its id stands in there.
        Optional.ofNullable(response.headers().get("Location")).ifPresent(location -> line.put("location", location));
        line.write();
        JSON.writeValue(output, GatewayResponse.of(response));
    }

    private ApiResponse respond(JsonNode event) {
        ApiRequest request;
        try {
            request = GatewayEvent.read(event, basePaths);
        } catch (SpotterException e) {
            return router.failure(e);
        }
        return router.handle(request);
    }
}
