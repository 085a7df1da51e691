package dev.spotter.emulator;

import dev.spotter.core.classification.Classifier;
import java.util.List;
import java.util.Optional;

/**
 * A SageMaker endpoint.
 *
 * @param name letters, digits and hyphens, at most 63
 * @param format the format of its responses
 * @param classifier its classifier; empty for the emulator's
 * @param labels the class names in order, for formats that need them; empty for ImageNet's
 * @param variant the production variant in its responses
 * @param maxPayloadBytes the largest request in bytes
 * @param isServerless whether it reports larger requests like a serverless endpoint
 */
public record EndpointSettings(
        String name,
        ResponseFormat format,
        Optional<Classifier> classifier,
        List<String> labels,
        String variant,
        int maxPayloadBytes,
        boolean isServerless) {
    /** The limit of a real-time endpoint, 6 MiB. */
    public static final int REAL_TIME_MAX_BYTES = 6 << 20;

    /** The limit of a serverless endpoint, 4 MiB. */
    public static final int SERVERLESS_MAX_BYTES = 4 << 20;

    /** @throws IllegalArgumentException if the name is invalid, or {@code maxPayloadBytes} is below 1 */
    public EndpointSettings {
        if (!name.matches("[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}")) {
            throw new IllegalArgumentException(
                    "name must have 1 to 63 letters, digits and hyphens but was \"" + name + "\"");
        }
        if (maxPayloadBytes < 1) {
            throw new IllegalArgumentException("maxPayloadBytes must be at least 1 but was " + maxPayloadBytes);
        }
        labels = List.copyOf(labels);
    }

    /** A real-time endpoint with the emulator's classifier and the classes of ImageNet. */
    public static EndpointSettings of(String name, ResponseFormat format) {
        return new EndpointSettings(
                name, format, Optional.empty(), List.of(), "AllTraffic", REAL_TIME_MAX_BYTES, false);
    }

    /**
     * The same endpoint with its own classifier.
     *
     * @param other stays the caller's: close it after the emulator
     */
    public EndpointSettings withClassifier(Classifier other) {
        return new EndpointSettings(name, format, Optional.of(other), labels, variant, maxPayloadBytes, isServerless);
    }

    public EndpointSettings withLabels(List<String> classes) {
        return new EndpointSettings(name, format, classifier, classes, variant, maxPayloadBytes, isServerless);
    }

    public EndpointSettings withVariant(String other) {
        return new EndpointSettings(name, format, classifier, labels, other, maxPayloadBytes, isServerless);
    }

    public EndpointSettings withMaxPayloadBytes(int bytes) {
        return new EndpointSettings(name, format, classifier, labels, variant, bytes, isServerless);
    }

    /** A serverless endpoint, with its smaller limit. */
    public EndpointSettings serverless() {
        return new EndpointSettings(name, format, classifier, labels, variant, SERVERLESS_MAX_BYTES, true);
    }
}
