package dev.spotter.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.spotter.aws.dynamodb.DynamoDbPredictionRepository;
import dev.spotter.aws.s3.ImageKeys;
import dev.spotter.aws.s3.S3ImageStore;
import dev.spotter.aws.sagemaker.SageMakerClassifier;
import dev.spotter.core.application.ImageClassification;
import dev.spotter.core.application.ImageStored;
import dev.spotter.core.classification.Classifier;
import dev.spotter.core.internal.MeterName;
import dev.spotter.core.prediction.Failure;
import dev.spotter.core.prediction.PredictionRepository;
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
import software.amazon.awssdk.services.sagemakerruntime.SageMakerRuntimeClient;

/**
 * The function {@code classifyImageFunction}: classifies the images of an S3 event. Every record is processed; if some
 * have a transient failure, the event fails at the end and Lambda sends it again; records that are done are skipped
 * then.
 */
public final class ClassifyImageFunction implements RequestStreamHandler {
    /** An image that is not there: it is looked for in the table and in the bucket, and nothing is written. */
    private static final String PRIMER =
            """
            {"Records": [{"eventVersion": "2.3", "eventName": "ObjectCreated:Put",
             "s3": {"object": {"key": "uploads/00000000000000000000000000", "sequencer": "00"}}}]}""";

    private final S3ImageStore store;
    private final ImageKeys keys;
    private final Classifier classifier;
    private final PredictionRepository predictions;
    private final Clock clock = Clock.systemUTC();
    private final FunctionLog log;

    @SuppressWarnings("UnusedVariable") // Kept: nothing else does.
    private final Priming priming = new Priming(PRIMER, this);

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
        store = new S3ImageStore(s3, settings.images());
        keys = settings.images().keys();
        classifier = new SageMakerClassifier(sageMaker, settings.endpoint());
        predictions = new DynamoDbPredictionRepository(dynamoDb, settings.predictions(), clock);
    }

    /** @throws RuntimeException if at least one record had a transient failure */
    @Override
    public void handleRequest(InputStream event, OutputStream response, @Nullable Context context) throws IOException {
        List<RuntimeException> failures = new ArrayList<>();
        for (S3EventRecord created : S3EventRecord.read(LambdaJson.MAPPER.readTree(event), keys)) {
            try {
                classify(created, log.line(context));
            } catch (RuntimeException e) {
                failures.add(e);
            }
        }
        if (!failures.isEmpty()) {
            RuntimeException first = failures.remove(0);
            failures.forEach(first::addSuppressed);
            throw first;
        }
    }

    private void classify(S3EventRecord created, LogLine line) {
        ImageStored event = new ImageStored(keys.idOf(created.key()), created.sequence());
        line.put("imageId", event.id().text());
        line.count(MeterName.IMAGES);
        try {
            line.timed(MeterName.TOTAL, () -> {
                classification(created.key(), line).classify(event);
                return event;
            });
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
