package dev.spotter.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.spotter.api.LimitsRoute;
import dev.spotter.api.UploadRoute;
import dev.spotter.api.UploadUrlRoute;
import dev.spotter.aws.dynamodb.DynamoDbPredictionRepository;
import dev.spotter.aws.s3.S3ImageStore;
import dev.spotter.aws.s3.S3UploadSigner;
import dev.spotter.core.application.UploadAcceptance;
import dev.spotter.core.application.UploadSigning;
import dev.spotter.core.image.DeletionToken;
import dev.spotter.core.image.ImageId;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/**
 * The function {@code postImageS3}: accepts uploads ({@code POST /upload}), presigns URLs for larger ones ({@code POST
 * /upload-url}), and gives the limits ({@code GET /limits}).
 */
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
        this(
                System.getenv(),
                Clients.s3(System.getenv()),
                Clients.dynamoDb(),
                Clients.presigner(System.getenv()),
                FunctionLog.STANDARD_OUTPUT);
    }

    /**
     * With clients that the caller made and closes.
     *
     * @param environment the variables that the template sets
     * @param log takes the log's lines; thread-safe
     * @throws IllegalStateException if a variable is missing or wrong; the message names all of them
     */
    public PostImageS3(
            Map<String, String> environment,
            S3Client s3,
            DynamoDbClient dynamoDb,
            S3Presigner presigner,
            Consumer<String> log) {
        this(UploadSettings.from(environment), s3, dynamoDb, presigner, FunctionLog.of(PostImageS3.class, log));
    }

    PostImageS3(UploadSettings settings, S3Client s3, DynamoDbClient dynamoDb, S3Presigner presigner, FunctionLog log) {
        Clock clock = Clock.systemUTC();
        // Linux makes NativePRNG of this, which asks the kernel for each id and token: copies of one snapshot make
        // different ones.
        SecureRandom random = new SecureRandom();
        Supplier<ImageId> ids = () -> ImageId.random(random);
        Supplier<DeletionToken> tokens = () -> DeletionToken.random(random);
        UploadAcceptance acceptance = new UploadAcceptance(
                new S3ImageStore(s3, settings.images()),
                new DynamoDbPredictionRepository(dynamoDb, settings.predictions(), clock),
                settings.limits(),
                clock,
                ids,
                tokens);
        UploadSigning signing = new UploadSigning(
                new S3UploadSigner(presigner, settings.images()),
                settings.maxPresignedBytes(),
                settings.presignedFor(),
                clock,
                ids,
                tokens);
        function = new GatewayFunction(
                List.of(
                        new UploadRoute(acceptance),
                        new UploadUrlRoute(signing),
                        new LimitsRoute(
                                settings.limits(),
                                Optional.of(settings.predictions().timeToLive()))),
                settings.basePaths(),
                log);
    }

    @Override
    public void handleRequest(InputStream event, OutputStream response, @Nullable Context context) throws IOException {
        function.handle(event, response, context);
    }
}
