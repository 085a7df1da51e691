package dev.spotter.lambda;

import dev.spotter.aws.dynamodb.DynamoDbSettings;
import dev.spotter.aws.s3.S3Settings;
import dev.spotter.core.image.ImageLimits;
import java.util.Map;

/** What {@link PostImageS3} is told by its environment. */
record UploadSettings(S3Settings images, DynamoDbSettings predictions, ImageLimits limits, String basePath) {
    /** Lambda takes 6 MB, of which base64 leaves 4.5 MB for the image. */
    private static final int DEFAULT_MAX_BYTES = 4_500_000;

    /** @throws IllegalStateException if anything is missing or wrong; the message names all of it */
    static UploadSettings from(Map<String, String> variables) {
        Environment environment = new Environment(variables);
        UploadSettings settings = new UploadSettings(
                S3Settings.of(environment.required(Variables.IMAGE_BUCKET)),
                DynamoDbSettings.of(environment.required(Variables.PREDICTION_TABLE))
                        .withTimeToLive(environment.days(Variables.RETENTION_DAYS, Variables.DEFAULT_RETENTION_DAYS)),
                ImageLimits.DEFAULT.withMaxBytes(
                        environment.count(Variables.MAX_UPLOAD_BYTES, DEFAULT_MAX_BYTES, DEFAULT_MAX_BYTES)),
                environment.optional(Variables.API_BASE_PATH, Variables.DEFAULT_API_BASE_PATH));
        environment.check();
        return settings;
    }
}
