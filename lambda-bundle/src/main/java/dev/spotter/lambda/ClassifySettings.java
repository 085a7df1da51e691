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
import java.util.Map;

/** The settings of {@link ClassifyImageFunction}, from environment variables. */
record ClassifySettings(S3Settings images, DynamoDbSettings predictions, SageMakerSettings endpoint) {
    /** @throws IllegalStateException if anything is missing or wrong; the message names all of it */
    static ClassifySettings from(Map<String, String> variables) {
        Environment environment = new Environment(variables);
        S3Settings images = S3Settings.of(environment.required(Variables.IMAGE_BUCKET));
        String endpoint = environment.required(Variables.SAGEMAKER_ENDPOINT);
        ClassifySettings settings = new ClassifySettings(
                images,
                DynamoDbSettings.of(environment.required(Variables.PREDICTION_TABLE))
                        .withTimeToLive(environment.days(Variables.RETENTION_DAYS, Variables.DEFAULT_RETENTION_DAYS)),
                SageMakerSettings.builder(
                                endpoint,
                                new ModelIdentity(
                                        environment.optional(Variables.MODEL_NAME, endpoint),
                                        environment.optional(Variables.MODEL_VERSION, "1")))
                        .decision(decision(environment))
                        .format(environment.choice(
                                Variables.ENDPOINT_FORMAT, EndpointResponseFormat.AUTO, EndpointResponseFormat.class))
                        .conversion(environment.choice(
                                Variables.IMAGE_CONVERSION, ImageConversion.TO_PNG, ImageConversion.class))
                        .maxPayloadBytes(environment.count(
                                Variables.MAX_PAYLOAD_BYTES,
                                SageMakerSettings.REAL_TIME_MAX_PAYLOAD_BYTES,
                                SageMakerSettings.REAL_TIME_MAX_PAYLOAD_BYTES))
                        .limits(ImageLimits.DEFAULT.withMaxBytes(images.maxBytes()))
                        .build());
        environment.check();
        return settings;
    }

    private static DecisionRule decision(Environment environment) {
        Switch independent = environment.choice(Variables.INDEPENDENT_LABELS, Switch.OFF, Switch.class);
        return new DecisionRule(independent == Switch.ON, environment.score(Variables.UNSURE_BELOW));
    }
}
