package dev.spotter.emulator.junit;

import dev.spotter.emulator.AwsEmulator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;

/** A table that goes with its test. */
record TestTable(AwsEmulator aws, String name) implements AutoCloseable {
    static TestTable create(AwsEmulator aws, Table asked) {
        String name = (asked.value().isEmpty() ? "table" : asked.value()) + "-" + UUID.randomUUID();
        try (DynamoDbClient dynamoDb = aws.newDynamoDbClient()) {
            dynamoDb.createTable(request(name, asked));
        }
        return new TestTable(aws, name);
    }

    @Override
    public void close() {
        try (DynamoDbClient dynamoDb = aws.newDynamoDbClient()) {
            dynamoDb.deleteTable(request -> request.tableName(name));
        }
    }

    private static CreateTableRequest request(String name, Table asked) {
        Map<String, String> types = new TreeMap<>();
        CreateTableRequest.Builder table = CreateTableRequest.builder()
                .tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .keySchema(keys(asked.partitionKey(), asked.sortKey(), types));
        List<GlobalSecondaryIndex> indexes = Arrays.stream(asked.indexes())
                .map(index -> GlobalSecondaryIndex.builder()
                        .indexName(index.name())
                        .keySchema(keys(index.partitionKey(), index.sortKey(), types))
                        .projection(projection -> projection.projectionType(ProjectionType.ALL))
                        .build())
                .toList();
        if (!indexes.isEmpty()) {
            table.globalSecondaryIndexes(indexes);
        }
        return table.attributeDefinitions(types.entrySet().stream()
                        .map(type -> AttributeDefinition.builder()
                                .attributeName(type.getKey())
                                .attributeType(type.getValue())
                                .build())
                        .toList())
                .build();
    }

    private static List<KeySchemaElement> keys(String partition, String sort, Map<String, String> types) {
        List<KeySchemaElement> keys = new ArrayList<>();
        keys.add(key(partition, KeyType.HASH, types));
        if (!sort.isEmpty()) {
            keys.add(key(sort, KeyType.RANGE, types));
        }
        return keys;
    }

    private static KeySchemaElement key(String asked, KeyType keyType, Map<String, String> types) {
        int colon = asked.indexOf(':');
        String name = colon < 0 ? asked : asked.substring(0, colon);
        types.put(name, colon < 0 ? "S" : asked.substring(colon + 1));
        return KeySchemaElement.builder().attributeName(name).keyType(keyType).build();
    }
}
