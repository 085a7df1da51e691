package dev.spotter.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import dev.spotter.aws.dynamodb.DynamoDbPredictionRepository;
import dev.spotter.aws.s3.S3ImageStore;
import dev.spotter.aws.s3.S3Settings;
import dev.spotter.aws.sagemaker.SageMakerClassifier;
import dev.spotter.core.application.ImageClassification;
import dev.spotter.core.application.ImageStored;
import dev.spotter.core.classification.Classifier;
import dev.spotter.core.image.ImageId;
import dev.spotter.core.internal.MeterName;
import dev.spotter.core.prediction.Failure;
import dev.spotter.core.prediction.Prediction;
import dev.spotter.core.prediction.PredictionRepository;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sagemakerruntime.SageMakerRuntimeClient;

/**
 * The function {@code classifyImageFunction}: classifies the images of an S3 event. Every record is processed; if some
 * have a transient failure or cannot be read, the event fails at the end and Lambda sends it again; records that are
 * done are skipped then.
 */
public final class ClassifyImageFunction implements RequestStreamHandler {
    /** An image that is not there: it is looked for in the table and in the bucket, and nothing is written. */
    private static final String PRIMER =
            """
            {"Records": [{"eventVersion": "2.3", "eventName": "ObjectCreated:Put",
             "s3": {"bucket": {"name": "%s"},
              "object": {"key": "uploads/00000000000000000000000000", "sequencer": "00"}}}]}""";

    private final S3Settings images;
    private final S3ImageStore store;
    private final Classifier classifier;
    private final PredictionRepository predictions;
    private final Clock clock = Clock.systemUTC();
    private final FunctionLog log;

    @SuppressWarnings("UnusedVariable") // Kept: nothing else does.
    private final Priming priming;

    /** For Lambda: configured by the environment. */
    public ClassifyImageFunction() {
        this(
                System.getenv(),
                Clients.s3(System.getenv()),
                Clients.dynamoDb(),
                Clients.sageMaker(),
                FunctionLog.STANDARD_OUTPUT);
    }

    /**
     * With clients that the caller made and closes.
     *
     * @param environment the variables that the template sets
     * @param log takes the log's lines; thread-safe
     * @throws IllegalStateException if a variable is missing or wrong; the message names all of them
     */
    public ClassifyImageFunction(
            Map<String, String> environment,
            S3Client s3,
            DynamoDbClient dynamoDb,
            SageMakerRuntimeClient sageMaker,
            Consumer<String> log) {
        this(
                ClassifySettings.from(environment),
                s3,
                dynamoDb,
                sageMaker,
                FunctionLog.of(ClassifyImageFunction.class, log));
    }

    ClassifyImageFunction(
            ClassifySettings settings,
            S3Client s3,
            DynamoDbClient dynamoDb,
            SageMakerRuntimeClient sageMaker,
            FunctionLog log) {
        this.log = log;
        images = settings.images();
        store = new S3ImageStore(s3, images);
        classifier = new SageMakerClassifier(sageMaker, settings.endpoint());
        predictions = new DynamoDbPredictionRepository(dynamoDb, settings.predictions(), clock);
        priming = new Priming(PRIMER.formatted(images.bucket()), this);
    }

    /**
     * Processes an event of S3, from S3 itself, EventBridge or SNS, an event of SQS with such events in its messages,
     * or an invocation by S3 Batch Operations. SQS and S3 Batch Operations get a result for each message or task.
     *
     * @throws RuntimeException if an object had a transient failure, or a record could not be read, and the event is
     *     not of SQS or S3 Batch Operations
     */
    @Override
    public void handleRequest(InputStream input, OutputStream output, @Nullable Context context) throws IOException {
        JsonNode event = LambdaJson.MAPPER.readTree(input);
        if (BatchOperationsJob.isIn(event)) {
            JsonNode response =
                    new BatchOperationsJob(event, images).process(key -> classifyAgain(key, log.line(context)));
            LambdaJson.MAPPER.writeValue(output, response);
        } else if (SqsMessages.areIn(event)) {
            JsonNode response = new SqsMessages(event)
                    .process(body ->
                            classify(S3EventReader.read(body, images), context).isEmpty());
            LambdaJson.MAPPER.writeValue(output, response);
        } else {
            EventFailures.throwAny(classify(S3EventReader.read(event, images), context));
        }
    }

    /** Classifies all objects, and returns what failed. */
    private List<RuntimeException> classify(StoredObjects objects, @Nullable Context context) {
        List<RuntimeException> failures = new ArrayList<>();
        for (StoredObject created : objects.created()) {
            try {
                classify(created, log.line(context));
            } catch (RuntimeException e) {
                failures.add(e);
            }
        }
        failures.addAll(EventFailures.log(objects.unreadable(), log, context));
        return failures;
    }

    private void classify(StoredObject created, LogLine line) {
        ImageStored event = new ImageStored(images.keys().idOf(created.key()), created.sequence());
        measured(event.id(), line, () -> {
            classification(created.key(), line).classify(event);
            return event;
        });
    }

    private Optional<Prediction.Outcome> classifyAgain(String key, LogLine line) {
        ImageId id = images.keys().idOf(key);
        return measured(id, line, () -> classification(key, line).classifyAgain(id));
    }

    private static <T> T measured(ImageId id, LogLine line, Supplier<T> step) {
        line.put("imageId", id.text());
        line.count(MeterName.IMAGES);
        try {
            return line.timed(MeterName.TOTAL, step);
        } catch (RuntimeException e) {
            line.outcome("THROWN " + Failure.of(e).code().text());
            throw e;
        } finally {
            line.write();
        }
    }

    private ImageClassification classification(String key, LogLine line) {
        return new ImageClassification(
                new MeasuredImageStore(new ObjectImageStore(store, key), line),
                new MeasuredClassifier(classifier, line),
                new MeasuredPredictionRepository(predictions, line),
                clock);
    }
}
