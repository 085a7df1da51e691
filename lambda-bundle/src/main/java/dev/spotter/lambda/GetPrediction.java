package dev.spotter.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.spotter.api.PredictRoute;
import dev.spotter.aws.dynamodb.DynamoDbPredictionRepository;
import dev.spotter.core.application.PredictionLookup;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The function {@code getPrediction}: looks predictions up ({@code GET /predict}). */
public final class GetPrediction implements RequestStreamHandler {
    private final GatewayFunction function;

    /** For Lambda: configured by the environment. */
    public GetPrediction() {
        this(PredictSettings.from(System.getenv()), Clients.dynamoDb());
    }

    GetPrediction(PredictSettings settings, DynamoDbClient dynamoDb) {
        PredictionLookup lookup = new PredictionLookup(
                new DynamoDbPredictionRepository(dynamoDb, settings.predictions(), Clock.systemUTC()));
        function = new GatewayFunction(List.of(new PredictRoute(lookup)), settings.basePath());
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        function.handle(event, answer);
    }
}
