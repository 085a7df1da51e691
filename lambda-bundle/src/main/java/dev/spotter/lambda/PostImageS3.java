package dev.spotter.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.spotter.api.UploadRoute;
import dev.spotter.aws.dynamodb.DynamoDbPredictionRepository;
import dev.spotter.aws.s3.S3ImageStore;
import dev.spotter.core.application.ImageIntake;
import dev.spotter.core.image.ImageId;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

/** The function {@code postImageS3}: takes uploads in ({@code POST /upload}). */
public final class PostImageS3 implements RequestStreamHandler {
    /** No image at all: it is refused, and nothing is written. */
    private static final String PRIMER =
            """
            {"version": "2.0", "rawPath": "/upload", "requestContext": {"http": {"method": "POST"}}}""";

    private final GatewayFunction function;

    @SuppressWarnings("UnusedVariable") // Kept: nothing else does.
    private final Priming priming = new Priming(PRIMER, this);

    /** For Lambda: configured by the environment. */
    public PostImageS3() {
        this(UploadSettings.from(System.getenv()), Clients.s3(System.getenv()), Clients.dynamoDb());
    }

    PostImageS3(UploadSettings settings, S3Client s3, DynamoDbClient dynamoDb) {
        this(settings, s3, dynamoDb, WorkLog.of(PostImageS3.class));
    }

    PostImageS3(UploadSettings settings, S3Client s3, DynamoDbClient dynamoDb, WorkLog log) {
        Clock clock = Clock.systemUTC();
        // Linux makes NativePRNG of this, which asks the kernel for each id: copies of one snapshot make different
        // ones.
        SecureRandom random = new SecureRandom();
        ImageIntake intake = new ImageIntake(
                new S3ImageStore(s3, settings.images()),
                new DynamoDbPredictionRepository(dynamoDb, settings.predictions(), clock),
                settings.limits(),
                clock,
                () -> ImageId.random(random));
        function = new GatewayFunction(List.of(new UploadRoute(intake)), settings.basePath(), log);
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, @Nullable Context context) throws IOException {
        function.handle(event, answer, context);
    }
}
