package dev.spotter.lambda;

import dev.spotter.aws.dynamodb.DynamoDbSettings;
import dev.spotter.aws.s3.S3Settings;
import dev.spotter.core.application.UploadSigning;
import dev.spotter.core.image.ImageLimits;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The settings of {@link PostImageS3}, from environment variables.
 *
 * @param limits of what is sent through API Gateway
 * @param maxPresignedBytes of what is sent straight to S3
 * @param presignedFor how long it may take
 */
record UploadSettings(
        S3Settings images,
        DynamoDbSettings predictions,
        ImageLimits limits,
        long maxPresignedBytes,
        Duration presignedFor,
        List<String> basePaths) {
    /** Lambda takes 6 MB, of which base64 leaves 4.5 MB for the image. */
    private static final int DEFAULT_MAX_BYTES = 4_500_000;

    /** Credentials of a function end before long, and what they signed ends with them. */
    private static final int MAX_PRESIGNED_MINUTES = 60;

    /** @throws IllegalStateException if anything is missing or wrong; the message names all of it */
    static UploadSettings from(Map<String, String> variables) {
        Environment environment = new Environment(variables);
        S3Settings images = environment.images();
        // More than this the classifying function does not read.
        int mostBytes = Math.toIntExact(images.maxBytes());
        UploadSettings settings = new UploadSettings(
                images,
                DynamoDbSettings.of(environment.required(Variables.PREDICTION_TABLE))
                        .withTimeToLive(environment.days(Variables.RETENTION_DAYS, Variables.DEFAULT_RETENTION_DAYS)),
                ImageLimits.DEFAULT.withMaxBytes(
                        environment.count(Variables.MAX_UPLOAD_BYTES, DEFAULT_MAX_BYTES, DEFAULT_MAX_BYTES)),
                environment.count(Variables.MAX_PRESIGNED_BYTES, mostBytes, mostBytes),
                Duration.ofMinutes(environment.count(
                        Variables.PRESIGNED_MINUTES,
                        Math.toIntExact(UploadSigning.DEFAULT_VALIDITY.toMinutes()),
                        MAX_PRESIGNED_MINUTES)),
                environment.list(Variables.API_BASE_PATHS, Variables.DEFAULT_API_BASE_PATHS));
        environment.check();
        return settings;
    }
}
