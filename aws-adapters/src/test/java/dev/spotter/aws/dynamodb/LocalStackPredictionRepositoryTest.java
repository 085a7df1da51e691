package dev.spotter.aws.dynamodb;

import dev.spotter.aws.Clients;
import dev.spotter.aws.internal.CallLimits;
import dev.spotter.core.prediction.PredictionRepository;
import dev.spotter.tck.PredictionRepositoryContract;
import java.time.Clock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The same kit against a second DynamoDB that was not written for it. */
@DisplayName("The predictions in LocalStack's DynamoDB")
@Testcontainers(disabledWithoutDocker = true)
class LocalStackPredictionRepositoryTest extends PredictionRepositoryContract {
    private static final String TABLE = "spotter-predictions";

    @Container
    private static final LocalStackContainer AWS =
            new LocalStackContainer(DockerImageName.parse("localstack/localstack:4.14.0")).withServices("dynamodb");

    private static DynamoDbClient dynamoDb;

    @BeforeAll
    static void connect() {
        dynamoDb = new Clients(AWS.getAccessKey(), AWS.getSecretKey(), AWS.getRegion())
                .dynamoDb(AWS.getEndpoint(), CallLimits.DYNAMO_DB);
        dynamoDb.createTable(PredictionTable.definition(TABLE));
        dynamoDb.waiter().waitUntilTableExists(table -> table.tableName(TABLE));
    }

    @AfterAll
    static void disconnect() {
        dynamoDb.close();
    }

    @Override
    protected PredictionRepository newRepository() {
        return new DynamoDbPredictionRepository(dynamoDb, DynamoDbSettings.of(TABLE), Clock.systemUTC());
    }
}
