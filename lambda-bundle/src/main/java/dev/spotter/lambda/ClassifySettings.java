package dev.spotter.lambda;

import dev.spotter.aws.dynamodb.DynamoDbSettings;
import dev.spotter.aws.s3.S3Settings;
import dev.spotter.aws.sagemaker.EndpointResponseFormat;
import dev.spotter.aws.sagemaker.ImageConversion;
import dev.spotter.aws.sagemaker.SageMakerSettings;
import dev.spotter.core.classification.DecisionRule;
import dev.spotter.core.classification.ModelIdentity;
import dev.spotter.core.image.ImageLimits;
import dev.spotter.lambda.PredictSettings.Switch;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The settings of {@link ClassifyImageFunction}, from environment variables.
 *
 * @param limits of the images
 * @param endpoint what classifies; if there is none, the function does it itself
 * @param model the directory of the model that the function runs; if there is none, it runs the model of the zip
 */
record ClassifySettings(
        S3Settings images,
        DynamoDbSettings predictions,
        ImageLimits limits,
        Optional<SageMakerSettings> endpoint,
        Optional<Path> model) {
    /** @throws IllegalStateException if anything is missing or wrong; the message names all of it */
    static ClassifySettings from(Map<String, String> variables) {
        Environment environment = new Environment(variables);
        S3Settings images = environment.images();
        ImageLimits limits = ImageLimits.DEFAULT.withMaxBytes(images.maxBytes());
        DynamoDbSettings predictions = DynamoDbSettings.of(environment.required(Variables.PREDICTION_TABLE))
                .withTimeToLive(environment.days(Variables.RETENTION_DAYS, Variables.DEFAULT_RETENTION_DAYS));
        String endpoint = environment.optional(Variables.SAGEMAKER_ENDPOINT, "");
        SageMakerSettings settings = endpoint(environment, endpoint, limits);
        // A name that was forgotten must not lead to another model without a word.
        if (endpoint.isEmpty()) {
            environment.requireAbsent(Variables.OF_ENDPOINT, "needs " + Variables.SAGEMAKER_ENDPOINT);
        } else {
            environment.requireAbsent(
                    List.of(Variables.MODEL_DIRECTORY), "cannot be set together with " + Variables.SAGEMAKER_ENDPOINT);
        }
        Optional<Path> model = environment.path(Variables.MODEL_DIRECTORY);
        environment.check();
        return new ClassifySettings(
                images, predictions, limits, endpoint.isEmpty() ? Optional.empty() : Optional.of(settings), model);
    }

    /** @throws IllegalStateException if there is none */
    SageMakerSettings requireEndpoint() {
        return endpoint.orElseThrow(() -> new IllegalStateException(Variables.SAGEMAKER_ENDPOINT + " is missing"));
    }

    private static SageMakerSettings endpoint(Environment environment, String endpoint, ImageLimits limits) {
        String name = endpoint.isEmpty() ? Variables.SAGEMAKER_ENDPOINT : endpoint;
        return SageMakerSettings.builder(
                        name,
                        new ModelIdentity(
                                environment.optional(Variables.MODEL_NAME, name),
                                environment.optional(Variables.MODEL_VERSION, "1")))
                .decision(decision(environment))
                .format(environment.choice(
                        Variables.ENDPOINT_FORMAT, EndpointResponseFormat.AUTO, EndpointResponseFormat.class))
                .conversion(
                        environment.choice(Variables.IMAGE_CONVERSION, ImageConversion.TO_PNG, ImageConversion.class))
                .maxPayloadBytes(environment.count(
                        Variables.MAX_PAYLOAD_BYTES,
                        SageMakerSettings.REAL_TIME_MAX_PAYLOAD_BYTES,
                        SageMakerSettings.REAL_TIME_MAX_PAYLOAD_BYTES))
                .limits(limits)
                .build();
    }

    private static DecisionRule decision(Environment environment) {
        Switch independent = environment.choice(Variables.INDEPENDENT_LABELS, Switch.OFF, Switch.class);
        return new DecisionRule(independent == Switch.ON, environment.score(Variables.UNSURE_BELOW));
    }
}
