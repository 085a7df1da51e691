package dev.spotter.lambda;

import dev.spotter.aws.dynamodb.DynamoDbSettings;
import dev.spotter.aws.s3.S3Settings;
import java.util.List;
import java.util.Map;

/** What {@link DeleteImage} is told by its environment. */
record DeleteSettings(S3Settings images, DynamoDbSettings predictions, List<String> basePaths) {
    /** @throws IllegalStateException if anything is missing or wrong; the message names all of it */
    static DeleteSettings from(Map<String, String> variables) {
        Environment environment = new Environment(variables);
        DeleteSettings settings = new DeleteSettings(
                environment.images(),
                DynamoDbSettings.of(environment.required(Variables.PREDICTION_TABLE)),
                environment.list(Variables.API_BASE_PATHS, Variables.DEFAULT_API_BASE_PATHS));
        environment.check();
        return settings;
    }
}
