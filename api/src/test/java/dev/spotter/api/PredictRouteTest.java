package dev.spotter.api;

import static dev.spotter.api.TestApi.ID;
import static dev.spotter.api.TestApi.NOW;
import static dev.spotter.api.TestApi.json;
import static dev.spotter.api.TestApi.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.spotter.core.application.PredictionLookup;
import dev.spotter.core.classification.Classification;
import dev.spotter.core.classification.DecisionRule;
import dev.spotter.core.classification.Label;
import dev.spotter.core.classification.ModelIdentity;
import dev.spotter.core.error.ErrorCode;
import dev.spotter.core.image.Filename;
import dev.spotter.core.image.ImageBytes;
import dev.spotter.core.image.ImageId;
import dev.spotter.core.image.Upload;
import dev.spotter.core.prediction.Failure;
import dev.spotter.core.prediction.Prediction;
import dev.spotter.core.prediction.Sequence;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("GET /predict")
class PredictRouteTest {
    private static final Map<String, List<String>> BY_ID = Map.of("imageId", List.of(ID.text()));
    private static final Instant LATER = NOW.plusMillis(42);

    private final TestApi api = new TestApi();
    private long events;

    @Test
    @DisplayName("answers a classified image field by field, in order, scores to 6 digits")
    void classified() {
        classify(new Label("cup", 0.02134567891), new Label("espresso", 0.9571234567), new Label("mug", 1.23456789e-7));
        ApiResponse response = api.get("/predict", BY_ID);
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.headers())
                .containsOnly(Map.entry("Cache-Control", "no-store"), Map.entry("Content-Type", "application/json"));
        assertThat(text(response))
                .isEqualTo("{\"imageId\":\"" + ID + "\",\"filename\":\"cup.png\",\"status\":\"CLASSIFIED\","
                        + "\"label\":\"espresso\",\"score\":0.957123,"
                        + "\"labels\":[{\"label\":\"espresso\",\"score\":0.957123},"
                        + "{\"label\":\"cup\",\"score\":0.0213457},{\"label\":\"mug\",\"score\":1.23457E-7}],"
                        + "\"model\":{\"name\":\"lite0\",\"version\":\"1\"},"
                        + "\"uploadedAt\":\"2026-11-01T12:00:00.000Z\",\"classifiedAt\":\"2026-11-01T12:00:00.042Z\","
                        + "\"elapsedMillis\":31}");
    }

    @Test
    @DisplayName("says how sure the best label is, if its model has a threshold")
    void certainty() {
        classify(DecisionRule.unsureBelow(0.9), new Label("missile", 0.5), new Label("cannon", 0.25));
        assertThat(text(api.get("/predict", BY_ID)))
                .contains("\"score\":0.5,\"confident\":false,\"certainty\":\"probable\",\"labels\":[")
                .doesNotContain("labelsAbove");
        classify(DecisionRule.unsureBelow(0.5), new Label("missile", 0.5));
        assertThat(text(api.get("/predict", BY_ID))).contains("\"confident\":true,\"certainty\":\"sure\"");
        classify(DecisionRule.unsureBelow(1), new Label("missile", 0.49));
        assertThat(text(api.get("/predict", BY_ID))).contains("\"confident\":false,\"certainty\":\"unsure\"");
        classify(new Label("missile", 0.49));
        assertThat(text(api.get("/predict", BY_ID))).doesNotContain("confident", "certainty");
    }

    @Test
    @DisplayName("names all independent labels that reach the threshold, whatever top is")
    void independentLabels() {
        classify(DecisionRule.independent(0.4), new Label("cat", 0.9), new Label("sofa", 0.4), new Label("dog", 0.1));
        assertThat(text(api.get("/predict", withTop("1"))))
                .contains("\"confident\":true,\"certainty\":\"sure\",\"labels\":[{\"label\":\"cat\",\"score\":0.9}],"
                        + "\"labelsAbove\":{\"threshold\":0.4,\"labels\":[{\"label\":\"cat\",\"score\":0.9},"
                        + "{\"label\":\"sofa\",\"score\":0.4}]},\"model\"");
        classify(DecisionRule.independent(0.95), new Label("cat", 0.9));
        assertThat(text(api.get("/predict", BY_ID)))
                .contains("\"certainty\":\"unsure\"", "\"labelsAbove\":{\"threshold\":0.95,\"labels\":[]}");
    }

    @Test
    @DisplayName("writes the scores 0 and 1 and those that round to them")
    void edgeScores() {
        classify(new Label("a", 1), new Label("b", 0.99999999), new Label("c", 0.1), new Label("d", 0));
        assertThat(json(api.get("/predict", BY_ID)).path("labels").findValuesAsText("score"))
                .containsExactly("1", "1", "0.1", "0");
    }

    @Test
    @DisplayName("answers with 5 labels, or as many as top asks for, or all there are")
    void top() {
        classify(IntStream.range(0, 10_000)
                .mapToObj(i -> new Label("label " + i, i / 10_000.0))
                .toArray(Label[]::new));
        assertThat(labels(BY_ID)).hasSize(5);
        assertThat(labels(withTop("1"))).hasSize(1);
        assertThat(labels(withTop("1000"))).hasSize(1000);
        assertThat(labels(withTop("10000"))).hasSize(10_000);
        classify(new Label("only", 0.5));
        assertThat(labels(withTop("1000"))).hasSize(1);
    }

    @Test
    @DisplayName("answers a failed image with its error")
    void failed() {
        Failure failure = new Failure(ErrorCode.IMAGE_DAMAGED, "the JPEG image \"cannot\" be decoded");
        api.predictions.save(new Prediction.Failed(upload(), Sequence.of(1), failure, LATER));
        ApiResponse response = api.get("/predict", BY_ID);
        assertThat(response.status()).isEqualTo(200);
        assertThat(text(response))
                .isEqualTo("{\"imageId\":\"" + ID + "\",\"filename\":\"cup.png\",\"status\":\"FAILED\","
                        + "\"uploadedAt\":\"2026-11-01T12:00:00.000Z\",\"failedAt\":\"2026-11-01T12:00:00.042Z\","
                        + "\"error\":{\"code\":\"image-damaged\","
                        + "\"message\":\"the JPEG image \\\"cannot\\\" be decoded\"}}");
    }

    @Test
    @DisplayName("responds 202 and says when to ask again while an image is PENDING")
    void pending() {
        api.predictions.createIfAbsent(new Prediction.Pending(upload()));
        ApiResponse response = api.get("/predict", BY_ID);
        assertThat(response.status()).isEqualTo(202);
        assertThat(response.header("retry-after")).contains("1");
        assertThat(text(response))
                .isEqualTo("{\"imageId\":\"" + ID + "\",\"filename\":\"cup.png\",\"status\":\"PENDING\","
                        + "\"uploadedAt\":\"2026-11-01T12:00:00.000Z\"}");
    }

    @Test
    @DisplayName("finds the newest upload of a name")
    void byFilename() {
        api.predictions.createIfAbsent(new Prediction.Pending(upload()));
        ImageId newer = new ImageId("0".repeat(26));
        api.predictions.createIfAbsent(
                new Prediction.Pending(new Upload(newer, Filename.clean("cup.png"), NOW.plusSeconds(1))));
        JsonNode found = json(api.get("/predict", Map.of("filename", List.of("directory/cup.png"))));
        assertThat(found.path("imageId").asText()).isEqualTo(newer.text());
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"", "00000000000000000000000000", "../etc", "%00", "\uD83D\uDC31"})
    @DisplayName("responds 404 to an unknown id, whatever its form")
    void unknownId(String id) {
        ApiResponse response = api.get("/predict", Map.of("imageId", List.of(id)));
        assertThat(response.status()).isEqualTo(404);
        assertThat(json(response).path("detail").asText()).isEqualTo("no image has the id \"" + id + "\"");
    }

    @Test
    @DisplayName("shows no more than the beginning of what was asked for")
    void longId() {
        ApiResponse response = api.get("/predict", Map.of("imageId", List.of("x".repeat(7_000))));
        assertThat(json(response).path("detail").asText())
                .isEqualTo("no image has the id \"" + "x".repeat(255) + "…\"");
    }

    @Test
    @DisplayName("responds 404 to an unknown name")
    void unknownName() {
        ApiResponse response = api.get("/predict", Map.of("filename", List.of("<b>.png")));
        assertThat(response.status()).isEqualTo(404);
        assertThat(json(response).path("detail").asText()).isEqualTo("no image was uploaded as \"<b>.png\"");
    }

    @Test
    @DisplayName("answers 400 where neither id nor name is given, both are, or one is given twice")
    void whichImage() {
        assertThat(invalid(Map.of(), "imageId")).contains("either imageId or filename must be given");
        assertThat(invalid(Map.of("imageId", List.of(ID.text()), "filename", List.of("a")), "imageId"))
                .isEqualTo("imageId and filename must not both be given");
        assertThat(invalid(Map.of("imageId", List.of("a", "a")), "imageId"))
                .isEqualTo("imageId must be given once but is given 2 times");
        assertThat(invalid(Map.of("filename", List.of("..")), "filename")).contains("1 to 255 bytes");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"0", "10001", "-1", "+5", "5.0", "five", "", " 5", "99999999999999999999", "\u0665"})
    @DisplayName("answers 400 where top is not a number from 1 to 10000")
    void invalidTop(String top) {
        assertThat(invalid(withTop(top), "top"))
                .isEqualTo("top must be a whole number from 1 to 10000 but was \"" + top + "\"");
    }

    @Test
    @DisplayName("shows no more than the beginning of a long value")
    void longValues() {
        assertThat(invalid(withTop("9".repeat(100_000)), "top")).hasSizeLessThan(400);
        classify(new Label("only", 0.5));
        assertThat(invalid(Map.of("imageId", List.of(ID.text()), "top", List.of("1", "2")), "top"))
                .isEqualTo("top must be given once but is given 2 times");
    }

    private String invalid(Map<String, List<String>> query, String field) {
        ApiResponse response = api.get("/predict", query);
        assertThat(response.status()).isEqualTo(400);
        assertThat(json(response).path("field").asText()).isEqualTo(field);
        return json(response).path("detail").asText();
    }

    private List<JsonNode> labels(Map<String, List<String>> query) {
        return Stream.of(json(api.get("/predict", query)).path("labels"))
                .flatMap(labels -> labels.valueStream())
                .toList();
    }

    private static Map<String, List<String>> withTop(String top) {
        return Map.of("imageId", List.of(ID.text()), "top", List.of(top));
    }

    private void classify(Label... labels) {
        classify(DecisionRule.NONE, labels);
    }

    private void classify(DecisionRule decision, Label... labels) {
        ModelIdentity model = new ModelIdentity("lite0", "1");
        Classification seen = Classification.ranked(List.of(labels), model, Duration.ofNanos(31_999_999))
                .withDecision(decision);
        api.predictions.save(new Prediction.Classified(upload(), Sequence.of(++events), seen, LATER));
    }

    private static Upload upload() {
        return new Upload(ID, Filename.clean("cup.png"), NOW);
    }

    @Test
    @DisplayName("finds nothing by name if that is switched off, but still by id")
    void idsOnly() {
        classify(new Label("cup", 1));
        Router idsOnly = new Router(List.of(new PredictRoute(new PredictionLookup(api.predictions), false)));
        assertThat(idsOnly.handle(question(BY_ID)).status()).isEqualTo(200);
        assertThat(List.of("cup.png", "none.png")).allSatisfy(name -> {
            ApiResponse response = idsOnly.handle(question(Map.of("filename", List.of(name))));
            assertThat(response.status()).isEqualTo(400);
            assertThat(json(response).path("detail").asText())
                    .contains("lookup by filename is not available", "imageId");
        });
        assertThat(json(idsOnly.handle(question(Map.of()))).path("detail").asText())
                .isEqualTo("imageId must be given: /predict?imageId=...");
    }

    private static ApiRequest question(Map<String, List<String>> query) {
        return new ApiRequest("GET", "/predict", query, Map.of(), ImageBytes.wrap(new byte[0]));
    }
}
