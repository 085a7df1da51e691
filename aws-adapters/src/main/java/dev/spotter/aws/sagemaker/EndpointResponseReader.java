package dev.spotter.aws.sagemaker;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import dev.spotter.core.classification.Label;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads an endpoint's response. Any deviation from its format is an error: no label is better than a wrong one. */
final class EndpointResponseReader {
    private static final String PROBABILITIES = "probabilities";
    private static final String LABELS = "labels";
    private static final String PREDICTED = "predicted_label";
    private static final String PREDICTION = "prediction";
    private static final String CLASS_NAME = "className";
    private static final String PROBABILITY = "probability";
    /** What float arithmetic may leave of a 0 or a 1. */
    private static final double ROUNDING = 1e-6;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            // No JSON, but what Python writes: read so that it can be named.
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    private final EndpointResponseFormat format;
    private final List<String> ownLabels;

    EndpointResponseReader(EndpointResponseFormat format, List<String> ownLabels) {
        this.format = format;
        this.ownLabels = ownLabels;
    }

    /**
     * The labels of a response, in its order.
     *
     * @throws InvalidResponseException if it is not of the format, or says what cannot be
     */
    List<Label> read(InputStream response) throws InvalidResponseException {
        JsonNode json = parse(response);
        EndpointResponseFormat found = formatOf(json);
        if (format != EndpointResponseFormat.AUTO && format != found) {
            throw new InvalidResponseException("it is not of the format %s but %s".formatted(format, shape(json)));
        }
        List<Label> labels =
                switch (found) {
                    case JUMPSTART_VERBOSE -> verbose(json);
                    case JUMPSTART -> named(ownLabels(), json.get(PROBABILITIES));
                    case BUILT_IN -> named(ownLabels(), json.isArray() ? json : json.get(PREDICTION));
                    case DJL_SERVING -> classes(json);
                    case TORCH_SERVE -> fields(json);
                    case AUTO ->
                        throw new InvalidResponseException("it is of no format that is known but " + shape(json));
                };
        if (labels.isEmpty()) {
            throw new InvalidResponseException("it has no labels");
        }
        return labels;
    }

    private static JsonNode parse(InputStream response) throws InvalidResponseException {
        try {
            return JSON.readTree(response);
        } catch (IOException e) {
            throw new InvalidResponseException("it is not JSON", e);
        }
    }

    /** {@link EndpointResponseFormat#AUTO} where it is none. */
    private static EndpointResponseFormat formatOf(JsonNode json) {
        if (json.path(PROBABILITIES).isArray()) {
            return json.path(LABELS).isArray()
                    ? EndpointResponseFormat.JUMPSTART_VERBOSE
                    : EndpointResponseFormat.JUMPSTART;
        }
        if (json.path(PREDICTION).isArray()) {
            return EndpointResponseFormat.BUILT_IN;
        }
        if (json.isArray()) {
            return json.path(0).has(CLASS_NAME) ? EndpointResponseFormat.DJL_SERVING : arrayOf(json);
        }
        boolean isMap = json.isObject() && !json.isEmpty() && all(json, JsonNodeType.NUMBER);
        return isMap ? EndpointResponseFormat.TORCH_SERVE : EndpointResponseFormat.AUTO;
    }

    private static EndpointResponseFormat arrayOf(JsonNode json) {
        return all(json, JsonNodeType.NUMBER) ? EndpointResponseFormat.BUILT_IN : EndpointResponseFormat.AUTO;
    }

    private static boolean all(JsonNode json, JsonNodeType type) {
        for (JsonNode element : json) {
            if (element.getNodeType() != type) {
                return false;
            }
        }
        return true;
    }

    private List<String> ownLabels() throws InvalidResponseException {
        if (ownLabels.isEmpty()) {
            throw new InvalidResponseException("it has no labels, and the settings give none");
        }
        return ownLabels;
    }

    private static List<Label> verbose(JsonNode json) throws InvalidResponseException {
        List<String> names = new ArrayList<>();
        for (JsonNode name : json.get(LABELS)) {
            names.add(text(name));
        }
        List<Label> labels = named(names, json.get(PROBABILITIES));
        JsonNode predicted = json.path(PREDICTED);
        if (!predicted.isMissingNode()) {
            requireBest(text(predicted), labels);
        }
        return labels;
    }

    /** The model's own choice has to be among the best: else names and probabilities do not belong together. */
    private static void requireBest(String predicted, List<Label> labels) throws InvalidResponseException {
        double best = labels.stream().mapToDouble(Label::score).max().orElse(0);
        if (labels.stream()
                .noneMatch(label -> label.score() == best && label.name().equals(predicted))) {
            throw new InvalidResponseException("its predicted_label is not the label of its highest probability");
        }
    }

    private static List<Label> named(List<String> names, JsonNode probabilities) throws InvalidResponseException {
        if (names.size() != probabilities.size()) {
            throw new InvalidResponseException(String.format(
                    Locale.ROOT, "it has %,d probabilities for %,d labels", probabilities.size(), names.size()));
        }
        List<Label> labels = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            labels.add(label(names.get(i), probabilities.get(i)));
        }
        return labels;
    }

    private static List<Label> classes(JsonNode json) throws InvalidResponseException {
        List<Label> labels = new ArrayList<>();
        for (JsonNode one : json) {
            labels.add(label(text(one.path(CLASS_NAME)), one.path(PROBABILITY)));
        }
        return labels;
    }

    private static List<Label> fields(JsonNode json) throws InvalidResponseException {
        List<Label> labels = new ArrayList<>();
        for (Map.Entry<String, JsonNode> field : json.properties()) {
            labels.add(label(field.getKey(), field.getValue()));
        }
        return labels;
    }

    private static String text(JsonNode name) throws InvalidResponseException {
        if (!name.isTextual()) {
            throw new InvalidResponseException("a label is not a text but " + kind(name));
        }
        return name.textValue();
    }

    private static Label label(String name, JsonNode probability) throws InvalidResponseException {
        if (name.isBlank()) {
            throw new InvalidResponseException("a label is blank");
        }
        if (!probability.isNumber()) {
            throw new InvalidResponseException("a probability is not a number but " + kind(probability));
        }
        double score = probability.doubleValue();
        if (!(score >= -ROUNDING && score <= 1 + ROUNDING)) {
            throw new InvalidResponseException("a probability is not in [0,1] but " + score);
        }
        return new Label(name, Math.min(1, Math.max(0, score)));
    }

    /** What was sent, without its words: an error page may have a stack or an account in it. */
    private static String shape(JsonNode json) {
        StringBuilder fields = new StringBuilder();
        Iterator<String> names = json.fieldNames();
        for (int i = 0; i < 3 && names.hasNext(); i++) {
            String name = names.next();
            fields.append(i == 0 ? " with " : ", ").append(name, 0, Math.min(20, name.length()));
        }
        return kind(json) + fields;
    }

    private static String kind(JsonNode json) {
        return switch (json.getNodeType()) {
            case MISSING -> "missing";
            case OBJECT -> "an object";
            case ARRAY -> "an array";
            default -> "a " + json.getNodeType().name().toLowerCase(Locale.ROOT);
        };
    }
}
