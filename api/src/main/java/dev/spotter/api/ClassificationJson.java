package dev.spotter.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spotter.core.classification.Certainty;
import dev.spotter.core.classification.Classification;
import dev.spotter.core.classification.Label;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;

/**
 * A classification in JSON, for programs that print what the API responds. The node's {@code toString()} is the JSON
 * text, on one line.
 */
public final class ClassificationJson {
    private static final MathContext SCORE_DIGITS = new MathContext(6);

    private ClassificationJson() {}

    /**
     * A new object of {@code label, score, confident, certainty, labels, labelsAbove, model, elapsedMillis}, in this
     * order. {@code confident} and {@code certainty} are missing if the model has no threshold, {@code labelsAbove} if
     * its labels are not independent.
     *
     * @param top the largest number of labels
     * @throws IllegalArgumentException if {@code top} is below 1
     */
    public static ObjectNode fields(Classification classification, int top) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        putLabels(json, classification, top);
        putElapsed(json, classification);
        return json;
    }

    static void putLabels(ObjectNode json, Classification classification, int top) {
        putLabel(json, classification.best());
        classification.certainty().ifPresent(certainty -> json.put("confident", certainty == Certainty.SURE)
                .put("certainty", certainty.name().toLowerCase(Locale.ROOT)));
        putLabels(json, classification.top(top));
        if (classification.decision().independent()) {
            putLabelsAbove(json.putObject("labelsAbove"), classification);
        }
        json.putObject("model")
                .put("name", classification.model().name())
                .put("version", classification.model().version());
    }

    /** All of them, whatever {@code top} is: how many apply is what the model says. */
    private static void putLabelsAbove(ObjectNode json, Classification classification) {
        classification.decision().unsureBelow().ifPresent(threshold -> json.put("threshold", rounded(threshold)));
        putLabels(json, classification.labelsAbove());
    }

    private static void putLabels(ObjectNode json, List<Label> labels) {
        ArrayNode array = json.putArray("labels");
        labels.forEach(label -> putLabel(array.addObject(), label));
    }

    static void putElapsed(ObjectNode json, Classification classification) {
        json.put("elapsedMillis", classification.elapsed().toMillis());
    }

    private static void putLabel(ObjectNode json, Label label) {
        json.put("label", label.name()).put("score", rounded(label.score()));
    }

    /** From the exact value, so that every JVM writes the same digits. */
    private static BigDecimal rounded(double score) {
        return new BigDecimal(score).round(SCORE_DIGITS).stripTrailingZeros();
    }
}
