package dev.spotter.aws.backfill;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spotter.aws.internal.ServiceErrors;
import dev.spotter.aws.s3.S3Settings;
import dev.spotter.core.error.StorageException;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * A job of S3 Batch Operations that invokes the function for each image of a manifest. The manifest and the report of
 * failed tasks are in the bucket of the images, under {@value #PREFIX}. Needs {@code s3:PutObject} there.
 *
 * @param functionArn of the function or its alias
 * @param roleArn of the role that S3 Batch Operations takes on
 */
public record BatchJob(String functionArn, String roleArn) {
    /** Beside the images: the function takes no object under it for an image. */
    public static final String PREFIX = "spotter-backfill";

    private static final Pattern FUNCTION_ARN =
            Pattern.compile("arn:[a-z-]+:lambda:[a-z0-9-]+:[0-9]{12}:function:[a-zA-Z0-9_-]+(:[a-zA-Z0-9$_-]+)?");
    private static final Pattern ROLE_ARN = Pattern.compile("arn:[a-z-]+:iam::[0-9]{12}:role/[a-zA-Z0-9+=,.@_/-]+");
    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** @throws IllegalArgumentException if one is not such an ARN */
    public BatchJob {
        if (!FUNCTION_ARN.matcher(functionArn).matches()) {
            throw new IllegalArgumentException("the function must be an ARN of a function but was " + functionArn);
        }
        if (!ROLE_ARN.matcher(roleArn).matches()) {
            throw new IllegalArgumentException("the role must be an ARN of a role but was " + roleArn);
        }
    }

    /**
     * Stores the manifest, and gives the command of the AWS command line that creates the job; empty if no image is
     * selected.
     *
     * @throws IllegalArgumentException if the manifest would be among the images
     * @throws StorageException if the bucket cannot be listed or written
     * @throws UncheckedIOException if the temporary file for the manifest cannot be written
     */
    public Optional<String> prepare(BackfillSelection selection, S3Client s3, Clock clock) {
        String key = "%s/%s.csv".formatted(PREFIX, NAME.format(clock.instant()));
        S3Settings images = selection.images();
        if (images.keys().contains(key)) {
            throw new IllegalArgumentException(
                    "the images' prefix must not be " + images.keys().prefix());
        }
        try {
            Path file = Files.createTempFile("spotter-backfill", ".csv");
            try {
                return written(selection, file) == 0
                        ? Optional.empty()
                        : Optional.of(command(images, store(file, key, images, s3)));
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record StoredManifest(String key, String etag) {}

    private static long written(BackfillSelection selection, Path file) throws IOException {
        try (BufferedWriter writer = Files.newBufferedWriter(file)) {
            return Manifest.write(selection, row -> writeLine(writer, row));
        }
    }

    private static void writeLine(BufferedWriter writer, String row) {
        try {
            writer.write(row);
            writer.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static StoredManifest store(Path file, String key, S3Settings images, S3Client s3) {
        try {
            return new StoredManifest(
                    key,
                    s3.putObject(put -> put.bucket(images.bucket()).key(key).contentType("text/csv"), file)
                            .eTag());
        } catch (SdkException e) {
            throw ServiceErrors.storageFailure(
                    "the manifest cannot be written to the bucket %s".formatted(images.bucket()), e);
        }
    }

    private String command(S3Settings images, StoredManifest manifest) {
        String[] function = functionArn.split(":", -1);
        return """
                aws s3control create-job --region %s --account-id %s --no-confirmation-required --priority 10 \\
                  --role-arn %s \\
                  --operation '%s' \\
                  --manifest '%s' \\
                  --report '%s'"""
                .formatted(
                        function[3],
                        roleArn.split(":", -1)[4],
                        roleArn,
                        operation(),
                        location("arn:%s:s3:::%s".formatted(function[1], images.bucket()), manifest),
                        report("arn:%s:s3:::%s".formatted(function[1], images.bucket())));
    }

    private ObjectNode operation() {
        ObjectNode operation = JsonNodeFactory.instance.objectNode();
        operation.putObject("LambdaInvoke").put("FunctionArn", functionArn).put("InvocationSchemaVersion", "2.0");
        return operation;
    }

    private static ObjectNode location(String bucketArn, StoredManifest manifest) {
        ObjectNode location = JsonNodeFactory.instance.objectNode();
        location.putObject("Spec")
                .put("Format", Manifest.FORMAT)
                .putArray("Fields")
                .add("Bucket")
                .add("Key");
        location.putObject("Location")
                .put("ObjectArn", bucketArn + "/" + manifest.key())
                .put("ETag", manifest.etag().replace("\"", ""));
        return location;
    }

    private static ObjectNode report(String bucketArn) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("Bucket", bucketArn)
                .put("Prefix", PREFIX)
                .put("Format", "Report_CSV_20180820")
                .put("Enabled", true)
                .put("ReportScope", "FailedTasksOnly");
    }
}
