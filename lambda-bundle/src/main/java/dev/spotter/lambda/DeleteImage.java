package dev.spotter.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.spotter.api.DeleteImageRoute;
import dev.spotter.aws.dynamodb.DynamoDbPredictionRepository;
import dev.spotter.aws.s3.S3ImageStore;
import dev.spotter.core.application.ImageDeletion;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * The function {@code deleteImage}: deletes an image with its prediction ({@code DELETE /images/{imageId}}). It is a
 * function of its own, so that no other function that serves requests may delete objects. {@link ClassifyImageFunction}
 * may, too: it ends deletions that were interrupted.
 */
public final class DeleteImage implements RequestStreamHandler {
    /** An image that is not there: it is looked for in the bucket, and nothing is written. */
    private static final String PRIMER =
            """
            {"version": "2.0", "rawPath": "/images/00000000000000000000000000", "headers": {"deletion-token": "none"},
             "requestContext": {"http": {"method": "DELETE"}}}""";

    private final GatewayFunction function;

    @SuppressWarnings("UnusedVariable") // Kept: nothing else does.
    private final Priming priming = new Priming(PRIMER, this);

    /** For Lambda: configured by the environment. */
    public DeleteImage() {
        this(
                System.getenv(),
                Clients.s3WithoutContent(System.getenv()),
                Clients.dynamoDb(),
                FunctionLog.STANDARD_OUTPUT);
    }

    /**
     * With clients that the caller made and closes.
     *
     * @param environment the variables that the template sets
     * @param s3 reads metadata and deletes, no more
     * @param log takes the log's lines; thread-safe
     * @throws IllegalStateException if a variable is missing or wrong; the message names all of them
     */
    public DeleteImage(Map<String, String> environment, S3Client s3, DynamoDbClient dynamoDb, Consumer<String> log) {
        this(DeleteSettings.from(environment), s3, dynamoDb, FunctionLog.of(DeleteImage.class, log));
    }

    DeleteImage(DeleteSettings settings, S3Client s3, DynamoDbClient dynamoDb, FunctionLog log) {
        ImageDeletion deletion = new ImageDeletion(
                new S3ImageStore(s3, settings.images()),
                new DynamoDbPredictionRepository(dynamoDb, settings.predictions(), Clock.systemUTC()));
        function = new GatewayFunction(List.of(new DeleteImageRoute(deletion)), settings.basePaths(), log);
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, @Nullable Context context) throws IOException {
        function.handle(event, answer, context);
    }
}
