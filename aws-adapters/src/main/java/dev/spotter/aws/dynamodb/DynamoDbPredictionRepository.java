package dev.spotter.aws.dynamodb;

import static dev.spotter.aws.dynamodb.PredictionItem.number;
import static dev.spotter.aws.dynamodb.PredictionItem.text;

import dev.spotter.aws.internal.ServiceErrors;
import dev.spotter.core.error.StorageException;
import dev.spotter.core.image.Filename;
import dev.spotter.core.image.ImageId;
import dev.spotter.core.prediction.Prediction;
import dev.spotter.core.prediction.PredictionRepository;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/**
 * Stores predictions in a DynamoDB table. Thread-safe. Each write is one item with a condition, which DynamoDB checks
 * atomically. If the SDK repeats a write because its response was lost, the method returns {@code false}. Backups of
 * the table contain deleted predictions until the backups end.
 *
 * <p>Lookup by id is consistent. Lookup by name uses an index, which is usually well below a second late: until then a
 * new upload is not found by name, or an older one is. The prediction itself is read by id, so its status is current.
 *
 * <p>A prediction expires some time after its last write. From that second on it counts as absent, even if DynamoDB
 * deletes it later.
 */
public final class DynamoDbPredictionRepository implements PredictionRepository {
    private static final String IS_ABSENT = "attribute_not_exists(#id) OR #expiresAt <= :now";
    private static final String IS_NEWS =
            IS_ABSENT + " OR (#status <> :deleted AND (attribute_not_exists(#sequence) OR #sequence < :sequence))";

    private static final int PAGE = 10;

    private final DynamoDbClient dynamoDb;
    private final DynamoDbSettings settings;
    private final Clock clock;

    /**
     * @param dynamoDb is closed by the caller; configure it with {@link dev.spotter.aws.internal.CallLimits#DYNAMO_DB}
     * @param clock for expiry
     */
    public DynamoDbPredictionRepository(DynamoDbClient dynamoDb, DynamoDbSettings settings, Clock clock) {
        this.dynamoDb = dynamoDb;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public boolean createIfAbsent(Prediction.Pending pending) {
        return putIf(IS_ABSENT, pending, new HashMap<>(), new HashMap<>());
    }

    @Override
    public boolean save(Prediction.Outcome outcome) {
        Map<String, String> names =
                new HashMap<>(Map.of("#sequence", PredictionTable.SEQUENCE, "#status", PredictionTable.STATUS));
        Map<String, AttributeValue> values = new HashMap<>(
                Map.of(":sequence", text(outcome.sequence().text()), ":deleted", text(PredictionItem.DELETED)));
        return putIf(IS_NEWS, outcome, names, values);
    }

    @Override
    public Optional<Prediction> find(ImageId id) {
        Map<String, AttributeValue> key = Map.of(PredictionTable.IMAGE_ID, text(id.text()));
        Map<String, AttributeValue> item =
                orFail("the prediction of " + id + " could not be read from", () -> dynamoDb.getItem(
                                get -> get.tableName(settings.table()).key(key).consistentRead(true))
                        .item());
        return item.isEmpty() || isExpired(item) || PredictionItem.isDeleted(item)
                ? Optional.empty()
                : Optional.of(decode(id, item));
    }

    @Override
    public Optional<Prediction> findNewest(Filename filename) {
        QueryRequest newestFirst = QueryRequest.builder()
                .tableName(settings.table())
                .indexName(PredictionTable.BY_FILENAME)
                .keyConditionExpression("#filename = :filename")
                .expressionAttributeNames(Map.of("#filename", PredictionTable.FILENAME))
                .expressionAttributeValues(Map.of(":filename", text(filename.value())))
                .scanIndexForward(false)
                .limit(PAGE)
                .build();
        // Usually the first one; the others are needed if that has expired or was deleted and the index still lists it.
        return orFail(
                "the newest prediction of a filename could not be found in",
                () -> dynamoDb.queryPaginator(newestFirst).items().stream()
                        .flatMap(item -> find(PredictionItem.id(item)).stream())
                        .findFirst());
    }

    /** {@inheritDoc} It leaves an item that has only the id, the status and the end of its time to live. */
    @Override
    public void delete(ImageId id) {
        Instant forgottenAt = clock.instant().plus(DELETION_MEMORY);
        orFail(
                "the prediction of " + id + " could not be deleted from",
                () -> dynamoDb.putItem(
                        put -> put.tableName(settings.table()).item(PredictionItem.deleted(id, forgottenAt))));
    }

    private boolean putIf(
            String condition, Prediction prediction, Map<String, String> names, Map<String, AttributeValue> values) {
        Instant now = clock.instant();
        names.put("#id", PredictionTable.IMAGE_ID);
        names.put("#expiresAt", PredictionTable.EXPIRES_AT);
        values.put(":now", number(now.getEpochSecond()));
        return orFail("the prediction of " + prediction.upload().id() + " could not be written to", () -> {
            try {
                dynamoDb.putItem(put -> put.tableName(settings.table())
                        .item(PredictionItem.encode(prediction, now.plus(settings.timeToLive())))
                        .conditionExpression(condition)
                        .expressionAttributeNames(names)
                        .expressionAttributeValues(values));
                return true;
            } catch (ConditionalCheckFailedException e) {
                return false;
            }
        });
    }

    private boolean isExpired(Map<String, AttributeValue> item) {
        AttributeValue expiresAt = item.get(PredictionTable.EXPIRES_AT);
        return expiresAt != null
                && Long.parseLong(expiresAt.n()) <= clock.instant().getEpochSecond();
    }

    private Prediction decode(ImageId id, Map<String, AttributeValue> item) {
        try {
            return PredictionItem.decode(item);
        } catch (IllegalArgumentException e) {
            throw StorageException.permanentFailure(
                    "the prediction of %s in the table %s is damaged".formatted(id, settings.table()), e);
        }
    }

    private <T> T orFail(String what, Supplier<T> call) {
        try {
            return call.get();
        } catch (SdkException e) {
            throw ServiceErrors.storageFailure("%s the table %s".formatted(what, settings.table()), e);
        }
    }
}
