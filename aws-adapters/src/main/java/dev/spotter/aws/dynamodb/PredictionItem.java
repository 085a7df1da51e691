package dev.spotter.aws.dynamodb;

import dev.spotter.core.classification.Classification;
import dev.spotter.core.classification.DecisionRule;
import dev.spotter.core.classification.ModelIdentity;
import dev.spotter.core.error.ErrorCode;
import dev.spotter.core.image.Filename;
import dev.spotter.core.image.ImageId;
import dev.spotter.core.image.Upload;
import dev.spotter.core.prediction.Failure;
import dev.spotter.core.prediction.Prediction;
import dev.spotter.core.prediction.Sequence;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A prediction as an item of the table, and back. */
final class PredictionItem {
    private static final MathContext SCORE_DIGITS = new MathContext(6);
    /** The least number that DynamoDB keeps is 1E-130. */
    private static final double LEAST_SCORE = 1e-100;

    /** The status of an item whose prediction was deleted. */
    static final String DELETED = "DELETED";

    private PredictionItem() {}

    /** Without the index's keys, so that the index does not list it. */
    static Map<String, AttributeValue> deleted(ImageId id, Instant forgottenAt) {
        return Map.of(
                PredictionTable.IMAGE_ID, text(id.text()),
                PredictionTable.STATUS, text(DELETED),
                PredictionTable.EXPIRES_AT, number(forgottenAt.getEpochSecond()));
    }

    static boolean isDeleted(Map<String, AttributeValue> item) {
        return text(DELETED).equals(item.get(PredictionTable.STATUS));
    }

    static Map<String, AttributeValue> encode(Prediction prediction, Instant expiresAt) {
        Map<String, AttributeValue> item = new HashMap<>();
        Upload upload = prediction.upload();
        item.put(PredictionTable.IMAGE_ID, text(upload.id().text()));
        item.put(PredictionTable.FILENAME, text(upload.filename().value()));
        item.put(PredictionTable.UPLOADED_AT, number(upload.uploadedAt().toEpochMilli()));
        item.put(PredictionTable.STATUS, text(prediction.status().name()));
        item.put(PredictionTable.EXPIRES_AT, number(expiresAt.getEpochSecond()));
        if (prediction instanceof Prediction.Outcome outcome) {
            putOutcome(item, outcome);
        }
        return item;
    }

    /** @throws IllegalArgumentException if this is not what {@link #encode} made */
    static Prediction decode(Map<String, AttributeValue> item) {
        try {
            Upload upload = new Upload(
                    id(item),
                    new Filename(text(item, PredictionTable.FILENAME)),
                    time(item, PredictionTable.UPLOADED_AT));
            return switch (Prediction.Status.valueOf(text(item, PredictionTable.STATUS))) {
                case PENDING -> new Prediction.Pending(upload);
                case CLASSIFIED ->
                    new Prediction.Classified(
                            upload, sequence(item), classification(item), time(item, PredictionTable.CLASSIFIED_AT));
                case FAILED ->
                    new Prediction.Failed(
                            upload, sequence(item), failure(item), time(item, PredictionTable.CLASSIFIED_AT));
            };
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** The id in an item of the table or of the index. */
    static ImageId id(Map<String, AttributeValue> item) {
        return new ImageId(text(item, PredictionTable.IMAGE_ID));
    }

    static AttributeValue text(String value) {
        return AttributeValue.fromS(value);
    }

    static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }

    private static void putOutcome(Map<String, AttributeValue> item, Prediction.Outcome outcome) {
        item.put(PredictionTable.SEQUENCE, text(outcome.sequence().text()));
        item.put(PredictionTable.CLASSIFIED_AT, number(outcome.finishedAt().toEpochMilli()));
        if (outcome instanceof Prediction.Classified classified) {
            putClassification(item, classified.classification());
        } else if (outcome instanceof Prediction.Failed failed) {
            item.put(PredictionTable.ERROR, text(failed.failure().code().text()));
            item.put(PredictionTable.REASON, text(failed.failure().reason()));
        }
    }

    private static void putClassification(Map<String, AttributeValue> item, Classification result) {
        item.put(PredictionTable.LABEL, text(result.best().name()));
        item.put(PredictionTable.SCORE, score(result.best().score()));
        item.put(
                PredictionTable.LABELS,
                AttributeValue.fromB(SdkBytes.fromByteArrayUnsafe(LabelCodec.encode(result.labels()))));
        item.put(PredictionTable.MODEL, text(result.model().name()));
        item.put(PredictionTable.MODEL_VERSION, text(result.model().version()));
        item.put(PredictionTable.ELAPSED, text(result.elapsed().toString()));
        putDecision(item, result.decision());
        if (!result.details().isEmpty()) {
            item.put(
                    PredictionTable.DETAILS,
                    AttributeValue.fromM(result.details().entrySet().stream()
                            .collect(Collectors.toMap(Map.Entry::getKey, detail -> text(detail.getValue())))));
        }
    }

    private static void putDecision(Map<String, AttributeValue> item, DecisionRule decision) {
        decision.unsureBelow()
                .ifPresent(threshold -> item.put(
                        PredictionTable.UNSURE_BELOW,
                        AttributeValue.fromN(threshold < LEAST_SCORE ? "0" : Double.toString(threshold))));
        if (decision.independent()) {
            item.put(PredictionTable.INDEPENDENT, AttributeValue.fromBool(true));
        }
    }

    private static DecisionRule decision(Map<String, AttributeValue> item) {
        return new DecisionRule(
                item.containsKey(PredictionTable.INDEPENDENT),
                Optional.ofNullable(item.get(PredictionTable.UNSURE_BELOW)).map(value -> Double.valueOf(value.n())));
    }

    private static Classification classification(Map<String, AttributeValue> item) {
        ModelIdentity model =
                new ModelIdentity(text(item, PredictionTable.MODEL), text(item, PredictionTable.MODEL_VERSION));
        AttributeValue details = item.get(PredictionTable.DETAILS);
        return new Classification(
                LabelCodec.decode(value(item, PredictionTable.LABELS).b().asInputStream()),
                model,
                Duration.parse(text(item, PredictionTable.ELAPSED)),
                decision(item),
                details == null
                        ? Map.of()
                        : details.m().entrySet().stream()
                                .collect(Collectors.toMap(Map.Entry::getKey, detail -> detail.getValue()
                                        .s())));
    }

    private static Failure failure(Map<String, AttributeValue> item) {
        return new Failure(ErrorCode.of(text(item, PredictionTable.ERROR)), text(item, PredictionTable.REASON));
    }

    private static Sequence sequence(Map<String, AttributeValue> item) {
        return new Sequence(text(item, PredictionTable.SEQUENCE));
    }

    private static AttributeValue score(double score) {
        BigDecimal shown = score < LEAST_SCORE ? BigDecimal.ZERO : new BigDecimal(score).round(SCORE_DIGITS);
        return AttributeValue.fromN(shown.stripTrailingZeros().toString());
    }

    private static Instant time(Map<String, AttributeValue> item, String name) {
        return Instant.ofEpochMilli(Long.parseLong(value(item, name).n()));
    }

    private static String text(Map<String, AttributeValue> item, String name) {
        return value(item, name).s();
    }

    private static AttributeValue value(Map<String, AttributeValue> item, String name) {
        AttributeValue value = item.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the item has no " + name);
        }
        return value;
    }
}
