package dev.spotter.cli;

import dev.spotter.devserver.HttpSettings;
import dev.spotter.devserver.aws.AwsServerSettings;
import dev.spotter.devserver.aws.AwsServerSettings.Endpoint;
import dev.spotter.emulator.EventFaults;
import dev.spotter.emulator.FaultRate;
import dev.spotter.inference.model.ClassifierSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of {@code serve --aws}. */
final class AwsOptions {
    @Option(
            names = "--aws",
            required = true,
            description = "Runs the Lambda functions, with S3, DynamoDB, SageMaker and Lambda emulated; "
                    + "docs/emulation.md has experiments.")
    @SuppressWarnings("UnusedVariable") // That it is there makes the group.
    private boolean aws;

    @Option(
            names = "--lambda-runtime",
            description =
                    "With --aws: each function runs from the built zip in separate JVMs, under AWS's runtime client.")
    private boolean lambdaRuntime;

    @Option(
            names = "--endpoint",
            paramLabel = "none|sagemaker",
            description =
                    "With --aws: what classifies, as the template's parameter Endpoint. none: the function itself, "
                            + "with the network of --model; sagemaker: an emulated SageMaker endpoint with that "
                            + "network. Default: none")
    private @Nullable Endpoint endpoint;

    @Option(
            names = "--time-scale",
            paramLabel = "N",
            defaultValue = "" + AwsServerSettings.DEFAULT_TIME_SCALE,
            description = "With --aws: factor for Lambda's pauses before retries, which are one and two minutes "
                    + "in AWS; 1 is as in AWS. Default: one sixtieth")
    private double timeScale;

    @Option(
            names = "--event-copies",
            paramLabel = "N",
            defaultValue = "1",
            description = "With --aws: number of times that S3 delivers each event. Default: ${DEFAULT-VALUE}")
    private int eventCopies;

    @Option(names = "--event-shuffle", description = "With --aws: S3 delivers events out of order.")
    private boolean eventShuffle;

    @Option(
            names = "--event-delay",
            paramLabel = "MILLIS",
            defaultValue = "0",
            description = "With --aws: delay of S3's events in milliseconds. Default: ${DEFAULT-VALUE}")
    private long eventDelayMillis;

    @Option(
            names = "--fault",
            paramLabel = FaultOption.FORM,
            converter = FaultOption.class,
            description = {
                "With --aws: injects a fault into a share of an operation's calls; may be repeated.",
                "Such as sagemaker:InvokeEndpoint=503@10%%, dynamodb:PutItem=500@5%%, "
                        + "s3:GetObject=slow:2000@50%%, sagemaker:InvokeEndpoint=424:400@2%%."
            })
    private List<FaultRate> faults = new ArrayList<>();

    AwsOptions() {}

    /** @throws IllegalArgumentException if one is out of its range */
    AwsServerSettings settings(HttpSettings http, Optional<Path> data, long maxUploadBytes, ClassifierSettings local) {
        if (eventDelayMillis < 0) {
            throw new IllegalArgumentException("--event-delay must be at least 0 but was " + eventDelayMillis);
        }
        return AwsServerSettings.builder()
                .http(http)
                .data(data)
                .maxUploadBytes(Math.toIntExact(Math.min(maxUploadBytes, Integer.MAX_VALUE)))
                .zip(lambdaRuntime ? Optional.of(LambdaZip.find(local, endpoint() == Endpoint.NONE)) : Optional.empty())
                .endpoint(endpoint())
                .classifications(local.predictors())
                .timeScale(timeScale)
                .events(new EventFaults(eventCopies, eventShuffle, Duration.ofMillis(eventDelayMillis)))
                .faults(faults)
                .build();
    }

    private Endpoint endpoint() {
        return Objects.requireNonNullElse(endpoint, Endpoint.NONE);
    }

    /** @throws IllegalArgumentException if an endpoint that is not called is to fail */
    void requireEmulated() {
        boolean isUseless = endpoint() == Endpoint.NONE
                && faults.stream().anyMatch(fault -> fault.operation().startsWith("sagemaker:"));
        if (isUseless) {
            throw new IllegalArgumentException(
                    "--fault sagemaker:… needs --endpoint sagemaker: without it, the function "
                            + "classifies by itself and calls no endpoint");
        }
    }

    /** @throws IllegalArgumentException if an option says something of services that are not emulated here */
    void requireExternal() {
        if (endpoint != null) {
            throw new IllegalArgumentException("--endpoint needs the emulated services, but AWS_ENDPOINT_URL… names "
                    + "others; there, SAGEMAKER_ENDPOINT names an endpoint");
        }
        if (!faults.isEmpty() || eventCopies != 1 || eventShuffle || eventDelayMillis != 0) {
            throw new IllegalArgumentException(
                    "--fault and --event-… need the emulated services, but AWS_ENDPOINT_URL… names others");
        }
    }
}
