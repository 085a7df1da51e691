package dev.spotter.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spotter.aws.s3.ImageKeys;
import dev.spotter.aws.s3.S3Settings;
import dev.spotter.core.error.SpotterException;
import dev.spotter.core.prediction.Failure;
import dev.spotter.core.prediction.Prediction;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * An invocation by S3 Batch Operations: tasks, each with one object of a manifest, and a result for each (Amazon S3
 * User Guide, "Invoke AWS Lambda function", schema versions 1.0 and 2.0).
 *
 * @param event the invocation
 * @param images the only objects that may be in it
 */
record BatchOperationsJob(JsonNode event, S3Settings images) {
    private static final String VERSION = "invocationSchemaVersion";
    private static final Set<String> VERSIONS = Set.of("1.0", "2.0");

    /** Whether an event is an invocation by S3 Batch Operations. */
    static boolean isIn(JsonNode event) {
        return event.has(VERSION);
    }

    /**
     * Processes each task.
     *
     * @param process classifies the object of a key, and returns its outcome, or empty if there is no such object
     * @return the response, with the result of each task; S3 Batch Operations retries a task with {@code
     *     TemporaryFailure}
     * @throws IllegalArgumentException if it is of another schema version
     */
    JsonNode process(Function<String, Optional<Prediction.Outcome>> process) {
        String version = event.path(VERSION).asText();
        if (!VERSIONS.contains(version)) {
            throw new IllegalArgumentException("%s must be 1.0 or 2.0 but was \"%s\"".formatted(VERSION, version));
        }
        ObjectNode response = JsonNodeFactory.instance.objectNode();
        response.put(VERSION, version)
                .put("treatMissingKeysAs", Result.TEMPORARY)
                .put("invocationId", event.path("invocationId").asText());
        ArrayNode results = response.putArray("results");
        for (JsonNode task : event.path("tasks")) {
            Result result = result(task, process);
            results.addObject()
                    .put("taskId", task.path("taskId").asText())
                    .put("resultCode", result.code())
                    .put("resultString", result.text());
        }
        return response;
    }

    private Result result(JsonNode task, Function<String, Optional<Prediction.Outcome>> process) {
        String key;
        try {
            key = key(task);
        } catch (IllegalArgumentException e) {
            return new Result(Result.PERMANENT, String.valueOf(e.getMessage()));
        }
        try {
            return Result.of(process.apply(key));
        } catch (RuntimeException e) {
            return Result.of(e);
        }
    }

    private String key(JsonNode task) {
        S3EventReader.requireBucket(bucket(task), images);
        String key = ImageKeys.ofEvent(task.path("s3Key").asText());
        if (!images.keys().contains(key)) {
            throw new IllegalArgumentException("the key must start with %s, and not end in a slash"
                    .formatted(images.keys().prefix()));
        }
        return key;
    }

    /** Version 1.0 has the bucket's ARN, version 2.0 its name. */
    private static String bucket(JsonNode task) {
        if (task.has("s3Bucket")) {
            return task.path("s3Bucket").asText();
        }
        String arn = task.path("s3BucketArn").asText();
        return arn.substring(arn.lastIndexOf(':') + 1);
    }

    /** The result of a task. */
    private record Result(String code, String text) {
        static final String TEMPORARY = "TemporaryFailure";
        static final String PERMANENT = "PermanentFailure";
        private static final String SUCCEEDED = "Succeeded";

        static Result of(Optional<Prediction.Outcome> outcome) {
            if (outcome.isEmpty()) {
                return new Result(PERMANENT, "there is no such object, or its prediction was deleted");
            }
            return outcome.get() instanceof Prediction.Failed failed
                    ? new Result(PERMANENT, text(failed.failure()))
                    : new Result(SUCCEEDED, outcome.get().kind());
        }

        static Result of(RuntimeException error) {
            boolean isTransient = error instanceof SpotterException known && known.isRetryable();
            return new Result(isTransient ? TEMPORARY : PERMANENT, text(Failure.of(error)));
        }

        private static String text(Failure failure) {
            return "%s: %s".formatted(failure.code().text(), failure.reason());
        }
    }
}
