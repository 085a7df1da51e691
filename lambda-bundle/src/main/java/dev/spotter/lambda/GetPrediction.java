package dev.spotter.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.spotter.api.HealthRoute;
import dev.spotter.api.OpenApiRoute;
import dev.spotter.api.PredictRoute;
import dev.spotter.aws.dynamodb.DynamoDbPredictionRepository;
import dev.spotter.core.application.PredictionLookup;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * The function {@code getPrediction}: looks predictions up ({@code GET /predict}), and responds with what the API says
 * of itself.
 */
public final class GetPrediction implements RequestStreamHandler {
    /** An image that is not there. */
    private static final String PRIMER =
            """
            {"version": "2.0", "rawPath": "/predict", "rawQueryString": "imageId=00000000000000000000000000",
             "requestContext": {"http": {"method": "GET"}}}""";

    private final GatewayFunction function;

    @SuppressWarnings("UnusedVariable") // Kept: nothing else does.
    private final Priming priming = new Priming(PRIMER, this);

    /** For Lambda: configured by the environment. */
    public GetPrediction() {
        this(System.getenv(), Clients.dynamoDb(), FunctionLog.STANDARD_OUTPUT);
    }

    /**
     * With clients that the caller made and closes.
     *
     * @param environment the variables that the template sets
     * @param log takes the log's lines; thread-safe
     * @throws IllegalStateException if a variable is missing or wrong; the message names all of them
     */
    public GetPrediction(Map<String, String> environment, DynamoDbClient dynamoDb, Consumer<String> log) {
        this(PredictSettings.from(environment), dynamoDb, FunctionLog.of(GetPrediction.class, log));
    }

    GetPrediction(PredictSettings settings, DynamoDbClient dynamoDb, FunctionLog log) {
        PredictionLookup lookup = new PredictionLookup(
                new DynamoDbPredictionRepository(dynamoDb, settings.predictions(), Clock.systemUTC()));
        function = new GatewayFunction(
                List.of(
                        new PredictRoute(lookup, settings.filenameLookup() == PredictSettings.Switch.ON),
                        new HealthRoute(),
                        new OpenApiRoute()),
                settings.basePaths(),
                log);
    }

    @Override
    public void handleRequest(InputStream event, OutputStream response, @Nullable Context context) throws IOException {
        function.handle(event, response, context);
    }
}
