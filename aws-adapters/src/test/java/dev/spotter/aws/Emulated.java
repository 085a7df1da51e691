package dev.spotter.aws;

import dev.spotter.aws.dynamodb.PredictionTable;
import dev.spotter.aws.internal.CallLimits;
import dev.spotter.emulator.AwsEmulator;
import dev.spotter.emulator.Faults;
import dev.spotter.emulator.lambda.LambdaEmulator;
import java.time.Duration;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.sagemakerruntime.SageMakerRuntimeClient;

/**
 * An emulator with a bucket and a table, and clients for it, for all tests of a class. Register it in a static field.
 * No test meets the faults of another.
 */
public final class Emulated implements AfterEachCallback, AfterAllCallback {
    public static final String BUCKET = "spotter-images";
    public static final String TABLE = "spotter-predictions";

    private static final CallLimits ONE_LONG_TRY = new CallLimits(Duration.ofMinutes(1), Duration.ofMinutes(1), 1);

    private final AwsEmulator emulator = AwsEmulator.start();
    private final Clients clients = new Clients(emulator.accessKeyId(), emulator.secretAccessKey(), emulator.region());
    private final S3Client s3 = newS3Client(CallLimits.S3);
    private final S3Presigner presigner = clients.presigner(emulator.s3());
    private final DynamoDbClient dynamoDb = newDynamoDbClient(CallLimits.DYNAMO_DB);
    private final SageMakerRuntimeClient sageMaker =
            clients.sageMaker(emulator.sageMakerRuntime(), CallLimits.SAGEMAKER);

    public Emulated() {
        s3.createBucket(create -> create.bucket(BUCKET));
        createTable(TABLE);
    }

    /** Makes a table. It is asked for once: a second try would find the table of a first one whose answer came late. */
    public void createTable(String name) {
        try (DynamoDbClient patient = newDynamoDbClient(ONE_LONG_TRY)) {
            patient.createTable(PredictionTable.definition(name));
        }
    }

    /** A client of other limits; close it when done. */
    public S3Client newS3Client(CallLimits limits) {
        return clients.s3(emulator.s3(), limits);
    }

    /** A client of other limits; close it when done. */
    public DynamoDbClient newDynamoDbClient(CallLimits limits) {
        return clients.dynamoDb(emulator.dynamoDb(), limits);
    }

    public S3Client s3() {
        return s3;
    }

    public S3Presigner presigner() {
        return presigner;
    }

    public DynamoDbClient dynamoDb() {
        return dynamoDb;
    }

    public SageMakerRuntimeClient sageMaker() {
        return sageMaker;
    }

    /** Deploys functions, which {@link #newLambdaClient} invokes. */
    public LambdaEmulator lambda() {
        return emulator.lambda();
    }

    /** A client; close it when done. */
    public LambdaClient newLambdaClient(CallLimits limits) {
        return clients.lambda(emulator.lambdaEndpoint(), limits);
    }

    public Faults faults() {
        return emulator.faults();
    }

    @Override
    public void afterEach(ExtensionContext test) {
        faults().clear();
    }

    @Override
    public void afterAll(ExtensionContext tests) {
        // The nested classes are over before the class that has them.
        if (tests.getRequiredTestClass().isMemberClass()) {
            return;
        }
        s3.close();
        presigner.close();
        dynamoDb.close();
        sageMaker.close();
        emulator.close();
    }
}
