package dev.spotter.lambda;

import dev.spotter.aws.dynamodb.DynamoDbSettings;
import dev.spotter.aws.s3.S3Settings;
import java.util.Map;

/** The settings of {@link FailedEvents}, from environment variables. */
record FailedEventsSettings(S3Settings images, DynamoDbSettings predictions) {
    /** @throws IllegalStateException if anything is missing or wrong; the message names all of it */
    static FailedEventsSettings from(Map<String, String> variables) {
        Environment environment = new Environment(variables);
        FailedEventsSettings settings = new FailedEventsSettings(
                environment.images(),
                DynamoDbSettings.of(environment.required(Variables.PREDICTION_TABLE))
                        .withTimeToLive(environment.days(Variables.RETENTION_DAYS, Variables.DEFAULT_RETENTION_DAYS)));
        environment.check();
        return settings;
    }
}
