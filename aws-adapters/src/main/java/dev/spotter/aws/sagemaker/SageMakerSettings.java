package dev.spotter.aws.sagemaker;

import dev.spotter.core.classification.DecisionRule;
import dev.spotter.core.classification.ModelIdentity;
import dev.spotter.core.image.ImageLimits;
import java.util.List;
import java.util.Optional;

/** The endpoint, and what it accepts and returns. Immutable; built by {@link #builder}. */
public final class SageMakerSettings {
    /** What a real-time endpoint takes. */
    public static final int REAL_TIME_MAX_PAYLOAD_BYTES = 6_291_456;

    private final String endpoint;
    private final ModelIdentity model;
    private final DecisionRule decision;
    private final Optional<String> targetModel;
    private final Optional<String> targetVariant;
    private final EndpointResponseFormat format;
    private final List<String> labels;
    private final int maxPayloadBytes;
    private final ImageLimits limits;
    private final ImageConversion conversion;

    private SageMakerSettings(Builder from) {
        endpoint = from.endpoint;
        model = from.model;
        decision = from.decision;
        targetModel = from.targetModel;
        targetVariant = from.targetVariant;
        format = from.format;
        labels = from.labels;
        maxPayloadBytes = from.maxPayloadBytes;
        limits = from.limits;
        conversion = from.conversion;
    }

    /** A real-time endpoint that returns labels and accepts every image unchanged. */
    public static SageMakerSettings of(String endpoint, ModelIdentity model) {
        return builder(endpoint, model).build();
    }

    /**
     * Begins with the settings of {@link #of}.
     *
     * @param endpoint the endpoint's name
     * @param model the endpoint's model, stored with each prediction
     * @throws IllegalArgumentException if the endpoint is blank
     */
    public static Builder builder(String endpoint, ModelIdentity model) {
        return new Builder(endpoint, model);
    }

    public String endpoint() {
        return endpoint;
    }

    public ModelIdentity model() {
        return model;
    }

    public DecisionRule decision() {
        return decision;
    }

    public Optional<String> targetModel() {
        return targetModel;
    }

    public Optional<String> targetVariant() {
        return targetVariant;
    }

    public EndpointResponseFormat format() {
        return format;
    }

    public List<String> labels() {
        return labels;
    }

    public int maxPayloadBytes() {
        return maxPayloadBytes;
    }

    public ImageLimits limits() {
        return limits;
    }

    public ImageConversion conversion() {
        return conversion;
    }

    /** Whether the endpoint is to be asked for labels: a container that has none refuses to be asked. */
    boolean wantsLabels() {
        return format == EndpointResponseFormat.JUMPSTART_VERBOSE
                || (format == EndpointResponseFormat.AUTO && labels.isEmpty());
    }

    /** Builds settings. Not thread-safe. */
    public static final class Builder {
        private final String endpoint;
        private final ModelIdentity model;
        private DecisionRule decision = DecisionRule.NONE;
        private Optional<String> targetModel = Optional.empty();
        private Optional<String> targetVariant = Optional.empty();
        private EndpointResponseFormat format = EndpointResponseFormat.AUTO;
        private List<String> labels = List.of();
        private int maxPayloadBytes = REAL_TIME_MAX_PAYLOAD_BYTES;
        private ImageLimits limits = ImageLimits.DEFAULT;
        private ImageConversion conversion = ImageConversion.NONE;

        private Builder(String endpoint, ModelIdentity model) {
            if (endpoint.isBlank()) {
                throw new IllegalArgumentException("endpoint must not be blank");
            }
            this.endpoint = endpoint;
            this.model = model;
        }

        /** What the model's scores mean: responses do not say it. Without it, no threshold is known. */
        public Builder decision(DecisionRule rule) {
            decision = rule;
            return this;
        }

        /** The model of a multi-model endpoint, {@code mobilenet.tar.gz}. */
        public Builder targetModel(String name) {
            targetModel = Optional.of(name);
            return this;
        }

        /** The production variant; without it, the endpoint chooses. */
        public Builder targetVariant(String name) {
            targetVariant = Optional.of(name);
            return this;
        }

        /** The format of the endpoint's responses. */
        public Builder format(EndpointResponseFormat responses) {
            format = responses;
            return this;
        }

        /**
         * The class names in the model's order, for formats without labels.
         *
         * @throws IllegalArgumentException if one is blank
         */
        public Builder labels(List<String> names) {
            if (names.stream().anyMatch(String::isBlank)) {
                throw new IllegalArgumentException("labels must not be blank");
            }
            labels = List.copyOf(names);
            return this;
        }

        /**
         * The most bytes that are sent: SageMaker's own limit is 6,291,456, that of a serverless endpoint 4,194,304.
         *
         * @throws IllegalArgumentException if it is below 1
         */
        public Builder maxPayloadBytes(int bytes) {
            if (bytes < 1) {
                throw new IllegalArgumentException("maxPayloadBytes must be at least 1 but was " + bytes);
            }
            maxPayloadBytes = bytes;
            return this;
        }

        /** Limits of the images, before conversion. */
        public Builder limits(ImageLimits images) {
            limits = images;
            return this;
        }

        /** How images are converted before they are sent. */
        public Builder conversion(ImageConversion images) {
            conversion = images;
            return this;
        }

        public SageMakerSettings build() {
            return new SageMakerSettings(this);
        }
    }
}
