package dev.spotter.lambda;

import dev.spotter.aws.dynamodb.DynamoDbSettings;
import java.util.List;
import java.util.Map;

/**
 * The settings of {@link GetPrediction}, from environment variables.
 *
 * @param filenameLookup whether images are found by their file names too; off by default
 */
record PredictSettings(DynamoDbSettings predictions, Switch filenameLookup, List<String> basePaths) {
    /** As the template's parameters have it. */
    enum Switch {
        ON,
        OFF
    }

    /** @throws IllegalStateException if anything is missing or wrong; the message names all of it */
    static PredictSettings from(Map<String, String> variables) {
        Environment environment = new Environment(variables);
        PredictSettings settings = new PredictSettings(
                DynamoDbSettings.of(environment.required(Variables.PREDICTION_TABLE)),
                environment.choice(Variables.FILENAME_LOOKUP, Switch.OFF, Switch.class),
                environment.list(Variables.API_BASE_PATHS, Variables.DEFAULT_API_BASE_PATHS));
        environment.check();
        return settings;
    }
}
