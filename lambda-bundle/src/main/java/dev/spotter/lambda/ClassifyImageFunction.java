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
import dev.spotter.core.image.ImageBytes;
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
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sagemakerruntime.SageMakerRuntimeClient;

/**
 * The function {@code classifyImageFunction}: classifies the images of an S3 event, by itself or by a SageMaker
 * endpoint. Every record is processed; if some have a transient failure or cannot be read, the event fails at the end
 * and Lambda sends it again; records that are done are skipped then.
 */
public final class ClassifyImageFunction implements RequestStreamHandler {
    /** An image that is not there: it is looked for in the table and in the bucket, and nothing is written. */
    private static final String PRIMER =
            """
            {"Records": [{"eventVersion": "2.3", "eventName": "ObjectCreated:Put",
             "s3": {"bucket": {"name": "%s"},
              "object": {"key": "%s00000000000000000000000000", "sequencer": "00"}}}]}""";

    private final S3Settings images;
    private final S3ImageStore store;
    private final Classifier classifier;
    private final PredictionRepository predictions;
    private final Clock clock = Clock.systemUTC();
    private final FunctionLog log;

    /** Kept: nothing else does. */
    final Priming priming;

    /**
     * For Lambda: configured by the environment.
     *
     * @throws IllegalStateException if a variable is missing or wrong; the message names all of them
     * @throws dev.spotter.core.error.ModelException if the function's own model is missing or damaged
     */
    public ClassifyImageFunction() {
        this(ClassifySettings.from(System.getenv()), System.getenv());
    }

    private ClassifyImageFunction(ClassifySettings settings, Map<String, String> environment) {
        this(
                settings,
                Clients.s3(environment),
                Clients.dynamoDb(),
                classifier(settings, environment),
                FunctionLog.of(ClassifyImageFunction.class, FunctionLog.STANDARD_OUTPUT));
    }

    private static Classifier classifier(ClassifySettings settings, Map<String, String> environment) {
        return settings.endpoint().isPresent()
                ? new SageMakerClassifier(Clients.sageMaker(), settings.requireEndpoint())
                : OwnClassifier.open(environment, settings.model(), settings.limits());
    }

    /**
     * With an endpoint, and clients that the caller made and closes.
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

    /**
     * With a classifier in place of the function's own, and clients; the caller made and closes them.
     *
     * @param environment the variables that the template sets where there is no endpoint
     * @param log takes the log's lines; thread-safe
     * @throws IllegalStateException if a variable is missing or wrong; the message names all of them
     */
    public ClassifyImageFunction(
            Map<String, String> environment,
            S3Client s3,
            DynamoDbClient dynamoDb,
            Classifier classifier,
            Consumer<String> log) {
        this(
                ClassifySettings.from(environment),
                s3,
                dynamoDb,
                classifier,
                FunctionLog.of(ClassifyImageFunction.class, log));
    }

    ClassifyImageFunction(
            ClassifySettings settings,
            S3Client s3,
            DynamoDbClient dynamoDb,
            SageMakerRuntimeClient sageMaker,
            FunctionLog log) {
        this(settings, s3, dynamoDb, new SageMakerClassifier(sageMaker, settings.requireEndpoint()), log);
    }

    private ClassifyImageFunction(
            ClassifySettings settings, S3Client s3, DynamoDbClient dynamoDb, Classifier classifier, FunctionLog log) {
        this.log = log;
        this.classifier = classifier;
        images = settings.images();
        store = new S3ImageStore(s3, images);
        predictions = new DynamoDbPredictionRepository(dynamoDb, settings.predictions(), clock);
        String event = PRIMER.formatted(images.bucket(), images.keys().prefix());
        // A call of an endpoint costs money, and says nothing of this function.
        priming = settings.endpoint().isPresent()
                ? new Priming(event, this)
                : new Priming(event, this, () -> classifier.classify(primer()));
    }

    /** An image of a format that has much to load and to compile. */
    private static ImageBytes primer() throws IOException {
        try (InputStream image = ClassifyImageFunction.class.getResourceAsStream("primer.jpg")) {
            return ImageBytes.wrap(Objects.requireNonNull(image).readAllBytes());
        }
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
