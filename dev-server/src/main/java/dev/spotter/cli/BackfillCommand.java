package dev.spotter.cli;

import dev.spotter.aws.backfill.BackfillClients;
import dev.spotter.aws.backfill.BackfillRun;
import dev.spotter.aws.backfill.BackfillSelection;
import dev.spotter.aws.backfill.BatchJob;
import dev.spotter.aws.backfill.Manifest;
import dev.spotter.aws.backfill.TaskResult;
import dev.spotter.aws.dynamodb.FailedImages;
import dev.spotter.aws.s3.ImageKeys;
import dev.spotter.aws.s3.S3Settings;
import dev.spotter.core.error.ErrorCode;
import dev.spotter.core.image.ImageId;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code spotter backfill}: classifies what is in the deployed application's bucket already. */
@Command(
        name = "backfill",
        description = {
            "Classifies images that are in the bucket of the application in AWS already: all that are not classified "
                    + "yet, or those that failed with some code. Region and credentials are those of the AWS command "
                    + "line.",
            "Without --run or --role it prints the manifest for a job of S3 Batch Operations, and changes nothing."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        exitCodeListHeading = "Exit status:%n",
        exitCodeList = {
            "0:all images are classified, or the manifest or the command was printed",
            "1:some images are not classified; standard error has the reasons"
        })
final class BackfillCommand implements Callable<Integer> {
    @Option(names = "--bucket", paramLabel = "NAME", required = true, description = "Bucket of the images")
    private String bucket = "";

    @Option(
            names = "--prefix",
            paramLabel = "PREFIX",
            defaultValue = "uploads/",
            description = "Start of the keys of the images; ends with a slash. Default: ${DEFAULT-VALUE}")
    private String prefix = "";

    @Option(
            names = "--failed",
            paramLabel = "CODE",
            split = ",",
            converter = ErrorCodeOption.class,
            description = "Only images that are FAILED with this code; may be repeated. After an outage it is "
                    + "classification-failed. Needs --table")
    private List<ErrorCode> failed = List.of();

    @Option(
            names = "--since",
            paramLabel = "TIME",
            converter = TimeOption.class,
            description = "With --failed: only those that failed since then, such as 2h ago or 2026-11-27T14:00Z")
    private @Nullable Instant since;

    @Option(
            names = "--table",
            paramLabel = "NAME",
            description = "Table of the predictions. With --failed it is read completely")
    private @Nullable String table;

    @Option(
            names = "--function",
            paramLabel = "NAME|ARN",
            description = "The function that classifies: with --role its ARN")
    private @Nullable String function;

    @Option(names = "--run", description = "Invokes the function for each image, from this machine. Needs --function")
    private boolean run;

    @Option(
            names = "--parallel",
            paramLabel = "N",
            defaultValue = "4",
            description = "With --run: images at once. Default: ${DEFAULT-VALUE}")
    private int parallel;

    @Option(
            names = "--role",
            paramLabel = "ARN",
            description = "Stores the manifest in the bucket, and prints the command that creates the job; S3 Batch "
                    + "Operations takes on this role. Needs --function")
    private @Nullable String role;

    @Spec
    private CommandSpec spec;

    BackfillCommand() {}

    @Override
    public Integer call() {
        requireOptions();
        try (BackfillClients clients = BackfillClients.fromEnvironment(System.getenv())) {
            BackfillSelection selection = selection(clients);
            if (run) {
                return run(new BackfillRun(clients.lambda(), given("--function", function), parallel), selection);
            }
            if (role == null) {
                Console.err("spotter: %d images", Manifest.write(selection, Console::outLines));
            } else {
                new BatchJob(given("--function", function), role)
                        .prepare(selection, clients.s3(), Clock.systemUTC())
                        .ifPresentOrElse(Console::outLines, () -> Console.err("spotter: 0 images, so there is no job"));
            }
            return 0;
        } catch (IllegalArgumentException e) {
            throw unusable(String.valueOf(e.getMessage()));
        }
    }

    private void requireOptions() {
        if (run && role != null) {
            throw unusable("--run and --role exclude each other");
        }
        if (since != null && failed.isEmpty()) {
            throw unusable("--since needs --failed");
        }
    }

    private BackfillSelection selection(BackfillClients clients) {
        S3Settings images = S3Settings.of(bucket).withKeys(new ImageKeys(prefix));
        if (failed.isEmpty()) {
            return BackfillSelection.all(clients.s3(), images);
        }
        Set<ImageId> ids = new FailedImages(clients.dynamoDb(), given("--table", table), Clock.systemUTC())
                .find(EnumSet.copyOf(failed), Objects.requireNonNullElse(since, Instant.EPOCH));
        return BackfillSelection.of(ids, clients.s3(), images);
    }

    private static int run(BackfillRun backfill, BackfillSelection selection) {
        Map<TaskResult.Code, Integer> counts = new EnumMap<>(TaskResult.Code.class);
        backfill.run(selection, result -> {
            counts.merge(result.code(), 1, Integer::sum);
            if (result.code() != TaskResult.Code.SUCCEEDED) {
                Console.err("spotter: %s: %s", result.key(), result.text());
            }
        });
        int classified = counts.getOrDefault(TaskResult.Code.SUCCEEDED, 0);
        int temporary = counts.getOrDefault(TaskResult.Code.TEMPORARY_FAILURE, 0);
        int permanent = counts.getOrDefault(TaskResult.Code.PERMANENT_FAILURE, 0);
        Console.out(
                "%d images: %d classified, %d failed, %d not yet classified",
                classified + permanent + temporary, classified, permanent, temporary);
        if (temporary > 0) {
            Console.err("spotter: run the same command again for those that are not yet classified");
        }
        return permanent + temporary == 0 ? 0 : SpotterCommand.FAILED;
    }

    private String given(String option, @Nullable String value) {
        if (value == null) {
            throw unusable(option + " is missing");
        }
        return value;
    }

    private ParameterException unusable(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
