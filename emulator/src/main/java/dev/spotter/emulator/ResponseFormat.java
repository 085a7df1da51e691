package dev.spotter.emulator;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import dev.spotter.core.classification.Classification;
import dev.spotter.core.classification.Label;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The response format of a SageMaker container. */
public enum ResponseFormat {
    /**
     * JumpStart's TensorFlow models: {@code {"probabilities":[…],"labels":[…],"predicted_label":"…"}} in class order
     * for {@code Accept: application/json;verbose}, else as {@link #JUMPSTART_PROBABILITIES}.
     */
    JUMPSTART("application/json"),
    /** {@code {"probabilities":[…]}} in class order, whatever is accepted. */
    JUMPSTART_PROBABILITIES("application/json"),
    /**
     * The built-in image classification: {@code [0.1,…]} in class order; as {@link #IMAGE_CLASSIFICATION_LINES} for
     * {@code Accept: application/jsonlines}.
     */
    IMAGE_CLASSIFICATION("application/json"),
    /** {@code {"prediction":[0.1,…]}} and a line's end, in class order, whatever is accepted. */
    IMAGE_CLASSIFICATION_LINES("application/jsonlines"),
    /** DJL Serving: {@code [{"className":"…","probability":0.9},…]}, the five best, best first. */
    DJL_SERVING("application/json"),
    /** TorchServe's image_classifier: {@code {"…":0.9,…}}, the five best, best first. */
    TORCHSERVE("application/json");

    private static final int BEST = 5;
    private static final JsonFactory JSON =
            JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

    private final String contentType;

    ResponseFormat(String contentType) {
        this.contentType = contentType;
    }

    /**
     * The name of the endpoint with this format in an emulator that was started without endpoints: {@code djl-serving}.
     */
    public String endpointName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether the container accepts only image content types. */
    boolean checksContentType() {
        return this != DJL_SERVING && this != TORCHSERVE;
    }

    /** The body of a response. */
    record Body(String contentType, ByteBuffer bytes) {}

    Body write(Classification classification, List<String> labels, String accept) throws IOException {
        String accepted = accept.replace(" ", "").toLowerCase(Locale.ROOT);
        if (this == JUMPSTART && accepted.contains("verbose")) {
            return verbose(classification, labels);
        }
        if (this == IMAGE_CLASSIFICATION && accepted.contains("jsonlines")) {
            return IMAGE_CLASSIFICATION_LINES.write(classification, labels, "");
        }
        return new Body(contentType, json(json -> {
            switch (this) {
                case JUMPSTART, JUMPSTART_PROBABILITIES -> {
                    json.writeStartObject();
                    writeScores(json, "probabilities", ClassScores.scores(classification, labels));
                    json.writeEndObject();
                }
                case IMAGE_CLASSIFICATION -> {
                    double[] scores = ClassScores.scores(classification, labels);
                    json.writeArray(scores, 0, scores.length);
                }
                case IMAGE_CLASSIFICATION_LINES -> {
                    json.writeStartObject();
                    writeScores(json, "prediction", ClassScores.scores(classification, labels));
                    json.writeEndObject();
                    json.writeRaw('\n');
                }
                case DJL_SERVING -> writeList(json, classification.top(BEST));
                case TORCHSERVE -> writeMap(json, classification.top(BEST));
            }
        }));
    }

    private Body verbose(Classification classification, List<String> labels) throws IOException {
        return new Body("application/json;verbose", json(json -> {
            json.writeStartObject();
            writeScores(json, "probabilities", ClassScores.scores(classification, labels));
            json.writeArrayFieldStart("labels");
            for (String label : labels) {
                json.writeString(label);
            }
            json.writeEndArray();
            json.writeStringField("predicted_label", classification.best().name());
            json.writeEndObject();
        }));
    }

    private static void writeScores(JsonGenerator json, String name, double[] scores) throws IOException {
        json.writeFieldName(name);
        json.writeArray(scores, 0, scores.length);
    }

    private static void writeList(JsonGenerator json, List<Label> best) throws IOException {
        json.writeStartArray();
        for (Label label : best) {
            json.writeStartObject();
            json.writeStringField("className", label.name());
            json.writeNumberField("probability", label.score());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** Of classes with one name, a map has room for the best only. */
    private static void writeMap(JsonGenerator json, List<Label> best) throws IOException {
        Map<String, Double> scores = new LinkedHashMap<>();
        best.forEach(label -> scores.putIfAbsent(label.name(), label.score()));
        json.writeStartObject();
        for (Map.Entry<String, Double> label : scores.entrySet()) {
            json.writeNumberField(label.getKey(), label.getValue());
        }
        json.writeEndObject();
    }

    private interface Writing {
        void to(JsonGenerator json) throws IOException;
    }

    private static ByteBuffer json(Writing writing) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            writing.to(json);
        }
        return ByteBuffer.wrap(bytes.toByteArray());
    }
}
