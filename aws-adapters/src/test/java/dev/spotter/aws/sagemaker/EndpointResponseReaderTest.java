package dev.spotter.aws.sagemaker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.spotter.core.classification.Label;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("The reader of an endpoint's responses")
class EndpointResponseReaderTest {
    private static final double SCORE = 0.956865;

    @ParameterizedTest
    @EnumSource(names = "AUTO", mode = EnumSource.Mode.EXCLUDE)
    @DisplayName("reads each format, whether it is named or detected")
    void everyFormat(EndpointResponseFormat format) throws Exception {
        RecordedResponse recorded = RecordedResponse.of(format);
        for (EndpointResponseFormat told : List.of(format, EndpointResponseFormat.AUTO)) {
            List<Label> labels = new EndpointResponseReader(told, recorded.ownLabels()).read(recorded.stream());
            assertThat(labels).hasSize(recorded.labelCount());
            Label best = labels.stream().min(Comparator.naturalOrder()).orElseThrow();
            assertThat(best.name()).isEqualTo("espresso");
            assertThat(best.score()).isCloseTo(SCORE, within(1e-9));
        }
    }

    @ParameterizedTest
    @EnumSource(names = "AUTO", mode = EnumSource.Mode.EXCLUDE)
    @DisplayName("refuses every format but the named one")
    void otherFormats(EndpointResponseFormat told) throws IOException {
        for (EndpointResponseFormat sent : EndpointResponseFormat.values()) {
            if (sent != told && sent != EndpointResponseFormat.AUTO) {
                RecordedResponse recorded = RecordedResponse.of(sent);
                assertThatExceptionOfType(InvalidResponseException.class)
                        .as("%s for %s", sent, told)
                        .isThrownBy(
                                () -> new EndpointResponseReader(told, recorded.ownLabels()).read(recorded.stream()))
                        .withMessageStartingWith("it is not of the format " + told + " but an ");
            }
        }
    }

    @Test
    @DisplayName("reads the built-in algorithm's bare array and JSON line")
    void builtIn() throws Exception {
        assertThat(read("[0.25, 0.75]", "cat", "dog")).containsExactly(new Label("cat", 0.25), new Label("dog", 0.75));
        assertThat(read("{\"prediction\": [1.0, 0.0]}\n", "cat", "dog"))
                .containsExactly(new Label("cat", 1), new Label("dog", 0));
    }

    @Test
    @DisplayName("rounds scores that are off 0 and 1 by float arithmetic")
    void rounding() throws Exception {
        assertThat(read("{\"cat\": 1.0000001, \"dog\": -1e-7}"))
                .containsExactly(new Label("cat", 1), new Label("dog", 0));
    }

    @Test
    @DisplayName("names no label where the counts differ by one of 1,000")
    void labelCounts() {
        List<String> labels =
                IntStream.range(0, 1000).mapToObj(i -> "label " + i).toList();
        for (int count : new int[] {999, 1001}) {
            String response =
                    IntStream.range(0, count).mapToObj(i -> "0.001").toList().toString();
            assertThatExceptionOfType(InvalidResponseException.class)
                    .isThrownBy(() ->
                            new EndpointResponseReader(EndpointResponseFormat.AUTO, labels).read(stream(response)))
                    .withMessage("it has %,d probabilities for 1,000 labels".formatted(count));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            ``                                               | it is of no format that is known but missing
            <html>Service Unavailable</html>                 | it is not JSON
            {"cat": 0.5                                      | it is not JSON
            {"cat": 0.5} {"dog": 0.5}                        | it is not JSON
            {"cat": 0.5, "cat": 0.4}                         | it is not JSON
            null                                             | it is of no format that is known but a null
            "espresso"                                       | it is of no format that is known but a string
            {}                                               | it is of no format that is known but an object
            {"code": 500, "type": "InternalServerException"} | \
                it is of no format that is known but an object with code, type
            [[0.5, 0.5]]                                     | it is of no format that is known but an array
            [0.5, null]                                      | it is of no format that is known but an array
            {"cat": NaN}                                     | a probability is not in [0,1] but NaN
            {"cat": Infinity}                                | a probability is not in [0,1] but Infinity
            {"cat": 1.01}                                    | a probability is not in [0,1] but 1.01
            {"cat": -0.01}                                   | a probability is not in [0,1] but -0.01
            {"code": 503}                                    | a probability is not in [0,1] but 503.0
            {" ": 0.5}                                       | a label is blank
            []                                               | it has no labels, and the settings give none
            {"probabilities": [0.5]}                         | it has no labels, and the settings give none
            {"probabilities": [0.5, 0.5], "labels": ["cat"]} | it has 2 probabilities for 1 labels
            {"probabilities": [], "labels": []}              | it has no labels
            {"probabilities": ["0.5"], "labels": ["cat"]}    | a probability is not a number but a string
            {"probabilities": [0.5], "labels": [7]}          | a label is not a text but a number
            {"probabilities": [0.9, 0.1], "labels": ["a", "b"], "predicted_label": "b"} | \
                its predicted_label is not the label of its highest probability
            [{"className": "cat", "probability": 0.9}, {"className": "dog"}] | a probability is not a number but missing
            [{"className": "cat", "probability": 0.9}, {"probability": 0.1}] | a label is not a text but missing
            """)
    @DisplayName("names what is wrong with a response")
    void badAnswers(String response, String complaint) {
        assertThatExceptionOfType(InvalidResponseException.class)
                .isThrownBy(() -> read(response))
                .withMessage(complaint);
    }

    private static List<Label> read(String response, String... ownLabels) throws InvalidResponseException {
        return new EndpointResponseReader(EndpointResponseFormat.AUTO, List.of(ownLabels)).read(stream(response));
    }

    private static ByteArrayInputStream stream(String response) {
        return new ByteArrayInputStream(response.getBytes(UTF_8));
    }
}
