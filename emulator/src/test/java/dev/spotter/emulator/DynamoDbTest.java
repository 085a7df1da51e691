package dev.spotter.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.spotter.emulator.junit.AwsEmulatorExtension;
import dev.spotter.emulator.junit.Table;
import dev.spotter.emulator.junit.Table.Index;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

@Tag("slow")
@DisplayName("The emulated DynamoDB")
@ExtendWith(AwsEmulatorExtension.class)
class DynamoDbTest {
    @Test
    @DisplayName("writes on a condition only")
    void condition(DynamoDbClient dynamoDb, @Table String table) {
        write(dynamoDb, table, "02");
        assertThatExceptionOfType(ConditionalCheckFailedException.class).isThrownBy(() -> write(dynamoDb, table, "01"));
        write(dynamoDb, table, "03");
        assertThat(dynamoDb.getItem(request ->
                                request.tableName(table).consistentRead(true).key(Map.of("imageId", text("1"))))
                        .item())
                .containsEntry("sequence", text("03"));
    }

    @Test
    @DisplayName("finds the newest by an index")
    void index(
            DynamoDbClient dynamoDb,
            @Table(indexes = @Index(name = "by-filename", partitionKey = "filename", sortKey = "uploadedAt:N"))
                    String table) {
        for (int i = 1; i <= 3; i++) {
            Map<String, AttributeValue> item = Map.of(
                    "imageId",
                    text("id-" + i),
                    "filename",
                    text("photo.jpg"),
                    "uploadedAt",
                    AttributeValue.fromN(Integer.toString(i)));
            dynamoDb.putItem(request -> request.tableName(table).item(item));
        }
        QueryResponse newest = dynamoDb.query(request -> request.tableName(table)
                .indexName("by-filename")
                .keyConditionExpression("filename = :name")
                .expressionAttributeValues(Map.of(":name", text("photo.jpg")))
                .scanIndexForward(false)
                .limit(1));
        assertThat(newest.items()).hasSize(1);
        assertThat(newest.items().get(0)).containsEntry("imageId", text("id-3"));
    }

    @Test
    @DisplayName("refuses items above 400 KB")
    void itemSize(DynamoDbClient dynamoDb, @Table String table) {
        Map<String, AttributeValue> item = Map.of("imageId", text("1"), "label", text("x".repeat(400 * 1024)));
        assertThatExceptionOfType(DynamoDbException.class)
                .isThrownBy(() ->
                        dynamoDb.putItem(request -> request.tableName(table).item(item)))
                .withMessageContaining("Item size has exceeded");
    }

    @Test
    @DisplayName("refuses a table that does not exist")
    void absent(DynamoDbClient dynamoDb) {
        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() -> dynamoDb.describeTable(request -> request.tableName("none")));
    }

    @Test
    @DisplayName(
            "differs from DynamoDB: an index cannot be asked for consistent reads there; a new table is active at once")
    void differences(
            DynamoDbClient dynamoDb,
            @Table(indexes = @Index(name = "by-filename", partitionKey = "filename", sortKey = "uploadedAt:N"))
                    String table) {
        assertThat(dynamoDb.describeTable(request -> request.tableName(table))
                        .table()
                        .tableStatusAsString())
                .isEqualTo("ACTIVE");
        assertThatExceptionOfType(DynamoDbException.class)
                .isThrownBy(() -> dynamoDb.query(request -> request.tableName(table)
                        .indexName("by-filename")
                        .consistentRead(true)
                        .keyConditionExpression("filename = :name")
                        .expressionAttributeValues(Map.of(":name", text("photo.jpg")))))
                .withMessageContaining("Consistent read");
    }

    private static void write(DynamoDbClient dynamoDb, String table, String sequence) {
        dynamoDb.putItem(request -> request.tableName(table)
                .item(Map.of("imageId", text("1"), "sequence", text(sequence)))
                .conditionExpression("attribute_not_exists(imageId) OR #s < :sequence")
                .expressionAttributeNames(Map.of("#s", "sequence"))
                .expressionAttributeValues(Map.of(":sequence", text(sequence))));
    }

    private static AttributeValue text(String value) {
        return AttributeValue.fromS(value);
    }
}
