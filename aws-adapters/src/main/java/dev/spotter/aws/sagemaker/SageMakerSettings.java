package dev.spotter.aws.sagemaker;

import dev.spotter.core.classification.ModelIdentity;
import dev.spotter.core.image.ImageLimits;
import java.util.List;
import java.util.Optional;

/**
 * The endpoint, and what it accepts and returns.
 *
 * @param endpoint the endpoint's name, not blank
 * @param targetModel the model of a multi-model endpoint, {@code mobilenet.tar.gz}
 * @param targetVariant the production variant; without it, the endpoint chooses
 * @param model the endpoint's model, stored with each prediction
 * @param format the format of its responses
 * @param labels the class names in the model's order, for formats without labels; else empty; immutable
 * @param maxPayloadBytes of what is sent: SageMaker's own limit is 6,291,456, that of a serverless endpoint 4,194,304
 * @param limits of the images, before conversion
 * @param conversion how images are converted before they are sent
 */
public record SageMakerSettings(
        String endpoint,
        Optional<String> targetModel,
        Optional<String> targetVariant,
        ModelIdentity model,
        EndpointResponseFormat format,
        List<String> labels,
        int maxPayloadBytes,
        ImageLimits limits,
        ImageConversion conversion) {

    /** What a real-time endpoint takes. */
    public static final int REAL_TIME_MAX_PAYLOAD_BYTES = 6_291_456;

    /** @throws IllegalArgumentException if the endpoint or a label is blank, or {@code maxPayloadBytes} below 1 */
    public SageMakerSettings {
        labels = List.copyOf(labels);
        if (endpoint.isBlank()) {
            throw new IllegalArgumentException("endpoint must not be blank");
        }
        if (labels.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("labels must not be blank");
        }
        if (maxPayloadBytes < 1) {
            throw new IllegalArgumentException("maxPayloadBytes must be at least 1 but was " + maxPayloadBytes);
        }
    }

    /** A real-time endpoint that returns labels and accepts every image unchanged. */
    public static SageMakerSettings of(String endpoint, ModelIdentity model) {
        return new SageMakerSettings(
                endpoint,
                Optional.empty(),
                Optional.empty(),
                model,
                EndpointResponseFormat.AUTO,
                List.of(),
                REAL_TIME_MAX_PAYLOAD_BYTES,
                ImageLimits.DEFAULT,
                ImageConversion.NONE);
    }

    public SageMakerSettings withTargetModel(String name) {
        return new SageMakerSettings(
                endpoint, Optional.of(name), targetVariant, model, format, labels, maxPayloadBytes, limits, conversion);
    }

    public SageMakerSettings withTargetVariant(String name) {
        return new SageMakerSettings(
                endpoint, targetModel, Optional.of(name), model, format, labels, maxPayloadBytes, limits, conversion);
    }

    public SageMakerSettings withFormat(EndpointResponseFormat other) {
        return new SageMakerSettings(
                endpoint, targetModel, targetVariant, model, other, labels, maxPayloadBytes, limits, conversion);
    }

    public SageMakerSettings withLabels(List<String> others) {
        return new SageMakerSettings(
                endpoint, targetModel, targetVariant, model, format, others, maxPayloadBytes, limits, conversion);
    }

    public SageMakerSettings withMaxPayloadBytes(int bytes) {
        return new SageMakerSettings(
                endpoint, targetModel, targetVariant, model, format, labels, bytes, limits, conversion);
    }

    public SageMakerSettings withLimits(ImageLimits others) {
        return new SageMakerSettings(
                endpoint, targetModel, targetVariant, model, format, labels, maxPayloadBytes, others, conversion);
    }

    public SageMakerSettings withConversion(ImageConversion other) {
        return new SageMakerSettings(
                endpoint, targetModel, targetVariant, model, format, labels, maxPayloadBytes, limits, other);
    }

    /** Whether the endpoint is to be asked for labels: a container that has none refuses to be asked. */
    boolean wantsLabels() {
        return format == EndpointResponseFormat.JUMPSTART_VERBOSE
                || (format == EndpointResponseFormat.AUTO && labels.isEmpty());
    }
}
