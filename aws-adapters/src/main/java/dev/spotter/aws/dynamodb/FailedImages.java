package dev.spotter.aws.dynamodb;

import static dev.spotter.aws.dynamodb.PredictionItem.number;
import static dev.spotter.aws.dynamodb.PredictionItem.text;

import dev.spotter.aws.internal.ServiceErrors;
import dev.spotter.core.error.ErrorCode;
import dev.spotter.core.error.StorageException;
import dev.spotter.core.image.ImageId;
import dev.spotter.core.prediction.Prediction;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;

/**
 * Finds the images whose prediction is FAILED. It reads the whole table, which costs half a read unit for each 4 KB:
 * no index by status is paid for at each write, because this is rarely needed. Needs {@code dynamodb:Scan}.
 */
public final class FailedImages {
    private final DynamoDbClient dynamoDb;
    private final String table;
    private final Clock clock;

    /**
     * @param dynamoDb is closed by the caller
     * @param clock for expiry
     */
    public FailedImages(DynamoDbClient dynamoDb, String table, Clock clock) {
        this.dynamoDb = dynamoDb;
        this.table = table;
        this.clock = clock;
    }

    /**
     * The ids of the images that failed with one of these codes. They are held in memory: about 100 bytes each.
     *
     * @param codes at least one
     * @param since the earliest time of failure
     * @throws StorageException if the table cannot be read
     */
    public Set<ImageId> find(Set<ErrorCode> codes, Instant since) {
        Set<ImageId> found = new HashSet<>();
        try {
            dynamoDb.scanPaginator(request(codes, since)).items().forEach(item -> found.add(PredictionItem.id(item)));
        } catch (SdkException e) {
            throw ServiceErrors.storageFailure("the table %s cannot be read".formatted(table), e);
        }
        return found;
    }

    private ScanRequest request(Set<ErrorCode> codes, Instant since) {
        Map<String, AttributeValue> values = new HashMap<>();
        values.put(":failed", text(Prediction.Status.FAILED.name()));
        values.put(":since", number(since.toEpochMilli()));
        values.put(":now", number(clock.instant().getEpochSecond()));
        codes.forEach(code -> values.put(":" + code.name(), text(code.text())));
        String anyCode = codes.stream().map(code -> ":" + code.name()).collect(Collectors.joining(", "));
        return ScanRequest.builder()
                .tableName(table)
                .projectionExpression("#id")
                .filterExpression("#status = :failed AND #failedAt >= :since AND #expiresAt > :now AND #code IN (%s)"
                        .formatted(anyCode))
                .expressionAttributeNames(Map.of(
                        "#id", PredictionTable.IMAGE_ID,
                        "#status", PredictionTable.STATUS,
                        "#failedAt", PredictionTable.CLASSIFIED_AT,
                        "#expiresAt", PredictionTable.EXPIRES_AT,
                        "#code", PredictionTable.ERROR))
                .expressionAttributeValues(values)
                .build();
    }
}
