package dev.spotter.devserver.aws;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.INFO;

import dev.spotter.aws.dynamodb.PredictionTable;
import dev.spotter.emulator.lambda.AsyncSettings;
import dev.spotter.emulator.lambda.LambdaEmulator;
import dev.spotter.emulator.lambda.MessageQueue;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;

/** What the template makes: bucket, table, functions, failure queue, and what leads from one to another. */
final class Stack {
    /** The default names of the bucket and the table. */
    static final String BUCKET = "images";

    static final String TABLE = "predictions";
    static final String UPLOADS = "uploads/";
    /** As the template's queues. */
    static final Duration VISIBILITY = Duration.ofMinutes(6);

    static final int MAX_RECEIVE_COUNT = 5;
    private static final System.Logger LOG = System.getLogger(Stack.class.getName());
    /** Enough for a page with many photos; in AWS it is the account's. */
    private static final int REQUESTS = 16;

    private Stack() {}

    /**
     * Creates the bucket and the table if they are missing, deploys the functions, and subscribes them to the bucket's
     * events.
     *
     * @param log takes the lines that the functions log; thread-safe
     */
    static void create(Services services, AwsServerSettings settings, Consumer<String> log) {
        Map<String, String> variables = new HashMap<>(services.variables());
        variables.put("MAX_UPLOAD_BYTES", Integer.toString(settings.maxUploadBytes()));
        variables.put("API_BASE_PATHS", ApiGateway.UPLOADS_PATH + "," + ApiGateway.BASE_PATH);
        // A client of this server may know all its images, as with the offline server.
        variables.put("FILENAME_LOOKUP", "on");
        makeBucket(services.clients().s3(), Objects.requireNonNull(variables.get("IMAGE_BUCKET")));
        makeTable(services.clients().dynamoDb(), Objects.requireNonNull(variables.get("PREDICTION_TABLE")));
        LambdaEmulator lambda = services.lambda();
        lambda.timeScale(settings.timeScale());
        MessageQueue deadLetters = new MessageQueue("DeadLetters");
        MessageQueue failures = new MessageQueue("FailureQueue", VISIBILITY, MAX_RECEIVE_COUNT, deadLetters);
        Functions functions = Functions.of(settings.zip(), services, variables, log);
        for (TemplateFunction function : TemplateFunction.values()) {
            boolean isClassifier = function == TemplateFunction.CLASSIFY_IMAGE;
            lambda.deploy(
                    function.settings(
                            isClassifier ? settings.classifications() : REQUESTS,
                            services.classifier().isEmpty(),
                            variables),
                    functions.runtime(function),
                    isClassifier ? AsyncSettings.DEFAULT.withOnFailure(failures) : AsyncSettings.DEFAULT);
        }
        lambda.consume(failures, TemplateFunction.FAILED_EVENTS.functionName(), 1);
        services.subscribe(event -> lambda.send(TemplateFunction.CLASSIFY_IMAGE.functionName(), event));
    }

    private static void makeTable(DynamoDbClient dynamoDb, String name) {
        try {
            dynamoDb.describeTable(table -> table.tableName(name));
        } catch (ResourceNotFoundException e) {
            LOG.log(INFO, "the table {0} is made", name);
            try {
                dynamoDb.createTable(PredictionTable.definition(name));
            } catch (ResourceInUseException made) {
                // The SDK retries after a late response, and then the table exists.
                LOG.log(DEBUG, "the table {0} was made by an earlier try", name);
            }
            dynamoDb.waiter().waitUntilTableExists(table -> table.tableName(name));
            dynamoDb.updateTimeToLive(PredictionTable.timeToLive(name));
        }
    }

    private static void makeBucket(S3Client s3, String name) {
        try {
            s3.headBucket(bucket -> bucket.bucket(name));
        } catch (NoSuchBucketException e) {
            LOG.log(INFO, "the bucket {0} is made", name);
            s3.createBucket(bucket -> bucket.bucket(name));
        }
    }
}
