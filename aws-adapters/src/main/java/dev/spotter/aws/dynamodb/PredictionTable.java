package dev.spotter.aws.dynamodb;

import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveSpecification;
import software.amazon.awssdk.services.dynamodb.model.UpdateTimeToLiveRequest;

/**
 * The table of the predictions: one item per image, by {@code imageId}, and an index by file name and time.
 *
 * <table>
 * <caption>An item's attributes</caption>
 * <tr><td>{@code imageId}</td><td>S</td><td>partition key</td></tr>
 * <tr><td>{@code filename}</td><td>S</td><td>the index's partition key</td></tr>
 * <tr><td>{@code uploadedAt}</td><td>N</td><td>milliseconds since 1970; the index's sort key</td></tr>
 * <tr><td>{@code status}</td><td>S</td><td>PENDING, CLASSIFIED or FAILED; DELETED in an item
 * that has only {@code imageId} and {@code expiresAt} besides</td></tr>
 * <tr><td>{@code expiresAt}</td><td>N</td><td>seconds since 1970, for DynamoDB's TTL</td></tr>
 * <tr><td>{@code sequence}</td><td>S</td><td>not with PENDING: the sequence that the write condition compares</td></tr>
 * <tr><td>{@code classifiedAt}</td><td>N</td><td>not with PENDING: milliseconds since 1970</td></tr>
 * <tr><td>{@code label}, {@code score}</td><td>S, N</td><td>the best label, for people; the score to six
 * digits</td></tr>
 * <tr><td>{@code labels}</td><td>B</td><td>all labels exactly: gzip of the JSON
 * {@code [["espresso",0.957],…]}</td></tr>
 * <tr><td>{@code model}, {@code modelVersion}</td><td>S</td><td>the model</td></tr>
 * <tr><td>{@code elapsed}</td><td>S</td><td>how long it took, {@code PT0.037S}</td></tr>
 * <tr><td>{@code unsureBelow}</td><td>N</td><td>the score from which on a label is sure, if the model has
 * one</td></tr>
 * <tr><td>{@code independent}</td><td>BOOL</td><td>true if the labels are independent, else absent</td></tr>
 * <tr><td>{@code details}</td><td>M of S</td><td>details of the result, if the service gave any</td></tr>
 * <tr><td>{@code error}, {@code reason}</td><td>S</td><td>with FAILED: the code, and the message</td></tr>
 * </table>
 */
public final class PredictionTable {
    /** The index that finds the newest upload of a name. */
    public static final String BY_FILENAME = "by-filename";

    static final String IMAGE_ID = "imageId";
    static final String FILENAME = "filename";
    static final String STATUS = "status";
    static final String UPLOADED_AT = "uploadedAt";
    static final String EXPIRES_AT = "expiresAt";
    static final String SEQUENCE = "sequence";
    static final String CLASSIFIED_AT = "classifiedAt";
    static final String LABEL = "label";
    static final String SCORE = "score";
    static final String LABELS = "labels";
    static final String MODEL = "model";
    static final String MODEL_VERSION = "modelVersion";
    static final String ELAPSED = "elapsed";
    static final String UNSURE_BELOW = "unsureBelow";
    static final String INDEPENDENT = "independent";
    static final String DETAILS = "details";
    static final String ERROR = "error";
    static final String REASON = "reason";

    private PredictionTable() {}

    /**
     * The request that creates the table, with on-demand capacity. {@link #timeToLive} enables TTL when the table
     * exists.
     */
    public static CreateTableRequest definition(String tableName) {
        return CreateTableRequest.builder()
                .tableName(tableName)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(
                        attribute(IMAGE_ID, ScalarAttributeType.S),
                        attribute(FILENAME, ScalarAttributeType.S),
                        attribute(UPLOADED_AT, ScalarAttributeType.N))
                .keySchema(key(IMAGE_ID, KeyType.HASH))
                .globalSecondaryIndexes(GlobalSecondaryIndex.builder()
                        .indexName(BY_FILENAME)
                        .keySchema(key(FILENAME, KeyType.HASH), key(UPLOADED_AT, KeyType.RANGE))
                        .projection(Projection.builder()
                                .projectionType(ProjectionType.KEYS_ONLY)
                                .build())
                        .build())
                .build();
    }

    /** The request that makes DynamoDB delete expired predictions, up to two days late. */
    public static UpdateTimeToLiveRequest timeToLive(String tableName) {
        return UpdateTimeToLiveRequest.builder()
                .tableName(tableName)
                .timeToLiveSpecification(TimeToLiveSpecification.builder()
                        .attributeName(EXPIRES_AT)
                        .enabled(true)
                        .build())
                .build();
    }

    private static AttributeDefinition attribute(String name, ScalarAttributeType type) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(type)
                .build();
    }

    private static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }
}
