package dev.spotter.aws.dynamodb;

import java.time.Duration;

/**
 * The DynamoDB table of the predictions.
 *
 * @param table as created by {@link PredictionTable}
 * @param timeToLive how long a prediction is kept after its last write; at least one second
 */
public record DynamoDbSettings(String table, Duration timeToLive) {
    private static final Duration THIRTY_DAYS = Duration.ofDays(30);

    /** @throws IllegalArgumentException if the table is blank or {@code timeToLive} below a second */
    public DynamoDbSettings {
        if (table.isBlank()) {
            throw new IllegalArgumentException("table must not be blank");
        }
        if (timeToLive.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("timeToLive must be at least PT1S but was " + timeToLive);
        }
    }

    /** Settings for this table; predictions are kept for 30 days. */
    public static DynamoDbSettings of(String table) {
        return new DynamoDbSettings(table, THIRTY_DAYS);
    }

    public DynamoDbSettings withTimeToLive(Duration duration) {
        return new DynamoDbSettings(table, duration);
    }
}
