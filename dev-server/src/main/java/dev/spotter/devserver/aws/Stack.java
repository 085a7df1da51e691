package dev.spotter.devserver.aws;

import dev.spotter.aws.dynamodb.PredictionTable;
import dev.spotter.core.classification.ModelIdentity;
import dev.spotter.emulator.AwsEmulator;
import dev.spotter.emulator.lambda.AsyncSettings;
import dev.spotter.emulator.lambda.LambdaEmulator;
import dev.spotter.emulator.lambda.MessageQueue;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** What the template makes: bucket, table, functions, failure queue, and what leads from one to another. */
final class Stack {
    static final String BUCKET = "images";
    static final String TABLE = "predictions";
    static final String UPLOADS = "uploads/";
    /** As the template's queues. */
    static final Duration VISIBILITY = Duration.ofMinutes(6);

    static final int MAX_RECEIVE_COUNT = 5;
    /** Enough for a page with many photos; in AWS it is the account's. */
    private static final int REQUESTS = 16;

    private Stack() {}

    /** Makes what is not there yet of bucket and table, deploys the functions, and brings events of what was stored before. */
    static void create(AwsEmulator aws, FunctionClients clients, AwsServerSettings settings, ModelIdentity model) {
        makeTable(clients.dynamoDb());
        makeBucket(clients.s3());
        LambdaEmulator lambda = aws.lambda();
        lambda.timeScale(settings.timeScale());
        MessageQueue deadLetters = new MessageQueue("DeadLetters");
        MessageQueue failures = new MessageQueue("FailureQueue", VISIBILITY, MAX_RECEIVE_COUNT, deadLetters);
        Map<String, String> environment = environment(aws, settings, model);
        Functions functions = Functions.of(settings.zip(), clients, environment);
        for (DeployedFunction function : DeployedFunction.values()) {
            boolean isClassifier = function == DeployedFunction.CLASSIFY_IMAGE;
            lambda.deploy(
                    function.settings(isClassifier ? settings.classifications() : REQUESTS, environment),
                    functions.runtime(function),
                    isClassifier ? AsyncSettings.DEFAULT.withOnFailure(failures) : AsyncSettings.DEFAULT);
        }
        lambda.consume(failures, DeployedFunction.FAILED_EVENTS.functionName(), 1);
        String classifier = DeployedFunction.CLASSIFY_IMAGE.functionName();
        aws.s3Events().subscribe(BUCKET, UPLOADS, event -> lambda.send(classifier, event));
        stored(clients.s3()).forEach(event -> lambda.send(classifier, event));
    }

    /** What the template sets, and what Lambda gives every function. */
    private static Map<String, String> environment(AwsEmulator aws, AwsServerSettings settings, ModelIdentity model) {
        Map<String, String> variables = new HashMap<>(aws.environment());
        variables.putAll(Map.of(
                "IMAGE_BUCKET",
                BUCKET,
                "PREDICTION_TABLE",
                TABLE,
                "MAX_UPLOAD_BYTES",
                Integer.toString(settings.maxUploadBytes()),
                "API_BASE_PATH",
                ApiGateway.BASE_PATH,
                "SAGEMAKER_ENDPOINT",
                AwsServer.ENDPOINT,
                // The emulated endpoint reads every format, and turns pictures upright.
                "IMAGE_CONVERSION",
                "IF_TOO_LARGE",
                "MODEL_NAME",
                model.name(),
                "MODEL_VERSION",
                model.version()));
        return variables;
    }

    private static void makeTable(DynamoDbClient dynamoDb) {
        if (!dynamoDb.listTables().tableNames().contains(TABLE)) {
            dynamoDb.createTable(PredictionTable.definition(TABLE));
            dynamoDb.updateTimeToLive(PredictionTable.timeToLive(TABLE));
        }
    }

    private static void makeBucket(S3Client s3) {
        if (s3.listBuckets().buckets().stream()
                .noneMatch(bucket -> bucket.name().equals(BUCKET))) {
            s3.createBucket(request -> request.bucket(BUCKET));
        }
    }

    /** The events of what was stored before this start: some may have been lost with the last process. */
    private static List<byte[]> stored(S3Client s3) {
        return s3.listObjectsV2Paginator(request -> request.bucket(BUCKET).prefix(UPLOADS)).contents().stream()
                .map(S3Object::key)
                .map(StoredEvent::of)
                .toList();
    }
}
