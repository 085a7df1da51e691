package dev.spotter.emulator.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spotter.emulator.AwsEmulator;
import dev.spotter.emulator.Fault;
import dev.spotter.emulator.junit.Table.Index;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sagemakerruntime.SageMakerRuntimeClient;

@DisplayName("The JUnit extension")
@ExtendWith(AwsEmulatorExtension.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AwsEmulatorExtensionTest {
    private static final Set<String> SEEN = new HashSet<>();

    private final String ofTheClass;
    private String prepared = "";

    AwsEmulatorExtensionTest(@Bucket("class") String bucket) {
        ofTheClass = bucket;
    }

    @BeforeEach
    void prepare(@Bucket String bucket, S3Client s3) {
        prepared = bucket;
        s3.putObject(request -> request.bucket(bucket).key("prepared"), RequestBody.fromString("any"));
    }

    @Test
    @Order(1)
    @DisplayName("gives a test one bucket by a name, another by another name")
    void buckets(@Bucket String bucket, @Bucket("other") String other, S3Client s3) {
        assertThat(bucket).isEqualTo(prepared);
        assertThat(Set.of(bucket, other, ofTheClass)).hasSize(3);
        s3.putObject(request -> request.bucket(other).key("a"), RequestBody.fromString("any"));
        SEEN.add(bucket);
        SEEN.add(other);
    }

    @Test
    @Order(2)
    @DisplayName("gives the next test a new one; those of the last are gone, with all in them")
    void fresh(@Bucket String bucket, S3Client s3) {
        assertThat(SEEN).hasSize(2).doesNotContain(bucket);
        assertThat(s3.listBuckets().buckets())
                .extracting(any -> any.name())
                .contains(bucket)
                .doesNotContainAnyElementsOf(SEEN);
    }

    @Test
    @Order(3)
    @DisplayName("gives tables with the keys and indexes that were asked for")
    void tables(
            @Table String standard,
            @Table(
                            value = "photos",
                            indexes = @Index(name = "by-filename", partitionKey = "filename", sortKey = "uploadedAt:N"))
                    String indexed,
            @Table(value = "scores", partitionKey = "id", sortKey = "at:N") String own,
            DynamoDbClient dynamoDb) {
        var described =
                dynamoDb.describeTable(request -> request.tableName(standard)).table();
        assertThat(described.keySchema())
                .extracting(KeySchemaElement::attributeName)
                .containsExactly("imageId");
        assertThat(described.hasGlobalSecondaryIndexes()).isFalse();
        assertThat(dynamoDb.describeTable(request -> request.tableName(indexed))
                        .table()
                        .globalSecondaryIndexes()
                        .get(0)
                        .indexName())
                .isEqualTo("by-filename");
        dynamoDb.putItem(request ->
                request.tableName(own).item(Map.of("id", AttributeValue.fromS("1"), "at", AttributeValue.fromN("5"))));
        assertThat(dynamoDb.describeTable(request -> request.tableName(own))
                        .table()
                        .hasGlobalSecondaryIndexes())
                .isFalse();
    }

    @Test
    @Order(6)
    @DisplayName("gives a client of Lambda")
    void lambda(AwsEmulator aws, LambdaClient lambda) {
        assertThat(lambda.serviceClientConfiguration().endpointOverride()).contains(aws.lambdaEndpoint());
    }

    @Test
    @Order(4)
    @DisplayName("gives the emulator and clients of it")
    void emulator(AwsEmulator aws, S3Client s3, SageMakerRuntimeClient sageMaker) {
        assertThat(s3.serviceClientConfiguration().endpointOverride()).contains(aws.s3());
        assertThat(sageMaker.serviceClientConfiguration().endpointOverride()).contains(aws.sageMakerRuntime());
        aws.faults().next("s3:*", Fault.error(503, "SlowDown"));
    }

    @Test
    @Order(5)
    @DisplayName("forgets faults between tests")
    void faults(AwsEmulator aws) {
        assertThat(aws.faults().pending()).isZero();
    }
}
