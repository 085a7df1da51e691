package dev.spotter.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import dev.spotter.aws.dynamodb.DynamoDbPredictionRepository;
import dev.spotter.aws.s3.S3ImageStore;
import dev.spotter.aws.s3.S3Settings;
import dev.spotter.core.application.FailureRecording;
import dev.spotter.core.application.ImageStored;
import dev.spotter.core.error.ClassificationException;
import dev.spotter.core.internal.MeterName;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * The function {@code failedEvents}: reads the queue of events that failed in the last attempt of {@link
 * ClassifyImageFunction}, and saves FAILED for their images, so that none stays PENDING for ever. Images of such an
 * event that are classified already stay so.
 *
 * <p>It is a function of its own because what broke the other one, its settings or its endpoint, must not break this
 * one.
 */
public final class FailedEvents implements RequestStreamHandler {
    private static final String REASON = "the image could not be classified after several attempts";

    private final S3Settings images;
    private final S3ImageStore store;
    private final DynamoDbPredictionRepository predictions;
    private final Clock clock = Clock.systemUTC();
    private final FunctionLog log;

    /** For Lambda: configured by the environment. */
    public FailedEvents() {
        this(System.getenv(), Clients.s3(System.getenv()), Clients.dynamoDb(), FunctionLog.STANDARD_OUTPUT);
    }

    /**
     * With clients that the caller made and closes.
     *
     * @param environment the variables that the template sets
     * @param log takes the log's lines; thread-safe
     * @throws IllegalStateException if a variable is missing or wrong; the message names all of them
     */
    public FailedEvents(Map<String, String> environment, S3Client s3, DynamoDbClient dynamoDb, Consumer<String> log) {
        this(FailedEventsSettings.from(environment), s3, dynamoDb, FunctionLog.of(FailedEvents.class, log));
    }

    FailedEvents(FailedEventsSettings settings, S3Client s3, DynamoDbClient dynamoDb, FunctionLog log) {
        this.log = log;
        images = settings.images();
        store = new S3ImageStore(s3, images);
        predictions = new DynamoDbPredictionRepository(dynamoDb, settings.predictions(), clock);
    }

    /**
     * Processes the messages of an SQS event: each has an event of S3, or a failed invocation with such an event.
     *
     * @throws RuntimeException if a message could not be processed: all of them come again, which does no harm
     */
    @Override
    public void handleRequest(InputStream event, OutputStream response, @Nullable Context context) throws IOException {
        List<RuntimeException> failures = new ArrayList<>();
        for (JsonNode message : LambdaJson.MAPPER.readTree(event).path("Records")) {
            StoredObjects objects = S3EventReader.read(message.path("body").asText(), images);
            for (StoredObject created : objects.created()) {
                try {
                    recordFailure(created, log.line(context));
                } catch (RuntimeException e) {
                    failures.add(e);
                }
            }
            failures.addAll(EventFailures.log(objects.unreadable(), log, context));
        }
        EventFailures.throwAny(failures);
    }

    private void recordFailure(StoredObject created, LogLine line) {
        ImageStored event = new ImageStored(images.keys().idOf(created.key()), created.sequence());
        line.put("imageId", event.id().text());
        line.count(MeterName.IMAGES);
        try {
            new FailureRecording(
                            new ObjectImageStore(store, created.key()),
                            new MeasuredPredictionRepository(predictions, line),
                            clock)
                    .record(event, ClassificationException.permanentFailure(REASON, null));
        } finally {
            line.write();
        }
    }
}
