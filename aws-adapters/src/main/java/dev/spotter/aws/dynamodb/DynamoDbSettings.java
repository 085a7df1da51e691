package dev.spotter.aws.dynamodb;

import java.time.Duration;

/**
 * Where predictions are kept in DynamoDB.
 *
 * @param table made as {@link PredictionTable} says
 * @param timeToLive how long a prediction is kept after it was last written; at least a second
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

    /** Predictions in this table, kept for 30 days. */
    public static DynamoDbSettings of(String table) {
        return new DynamoDbSettings(table, THIRTY_DAYS);
    }

    public DynamoDbSettings withTimeToLive(Duration duration) {
        return new DynamoDbSettings(table, duration);
    }
}
