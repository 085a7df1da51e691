package dev.spotter.api.tck;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The contract")
class OpenApiContractTest {
    private static final String DESCRIPTION =
            """
            openapi: 3.1.0
            paths:
              /thing:
                get:
                  responses:
                    "200":
                      description: it
                      headers:
                        Allow: {$ref: '#/components/headers/Allow'}
                        X-Maybe: {schema: {type: string}}
                      content:
                        application/json:
                          schema: {$ref: '#/components/schemas/Thing'}
                        text/html:
                          schema: {type: string}
            components:
              headers:
                Allow: {required: true, schema: {const: GET}}
              responses:
                PathNotFound:
                  content: {text/plain: {schema: {type: string}}}
                MethodNotAllowed:
                  content: {text/plain: {schema: {type: string}}}
              schemas:
                Thing:
                  type: object
                  additionalProperties: false
                  required: [at]
                  properties:
                    at: {type: string, format: date-time}
                  examples: [{at: "2026-11-01T12:00:00.000Z"}]
            """;
    private static final String JSON = "application/json";
    private static final String THING = "{\"at\":\"2026-11-01T12:00:00Z\"}";

    private final OpenApiContract contract = read(DESCRIPTION);

    @Test
    @DisplayName("is kept if every response is as described")
    void holds() {
        assertThat(contract.operations()).containsExactly("GET /thing");
        assertThat(contract.faults()).isEmpty();
        assertThatCode(() -> check("GET", "/thing", 200, "GET", JSON, THING)).doesNotThrowAnyException();
        assertThatCode(() -> check("GET", "/thing", 200, "GET", "text/html; charset=utf-8", "<p>"))
                .doesNotThrowAnyException();
        assertThatCode(() -> check("HEAD", "/thing", 200, "GET", JSON, "")).doesNotThrowAnyException();
        assertThatCode(() -> contract.check("GET", "/no", 404, Map.of("content-type", "text/plain"), bytes("no")))
                .doesNotThrowAnyException();
        assertThatCode(() -> contract.check("PUT", "/thing", 405, Map.of("Content-Type", "text/plain"), bytes("no")))
                .doesNotThrowAnyException();
    }

    @Test
    @DisplayName("accepts any one segment for a parameter at the end of a path")
    void parameter() {
        OpenApiContract things = read(DESCRIPTION.replace("/thing:", "/things/{id}:"));
        Map<String, String> headers = Map.of("Content-Type", JSON, "Allow", "GET");
        assertThatCode(() -> things.check("GET", "/things/7", 200, headers, bytes(THING)))
                .doesNotThrowAnyException();
        for (String path : List.of("/things", "/things/", "/things/7/8", "/7")) {
            assertThatThrownBy(() -> things.check("GET", path, 200, headers, bytes(THING)))
                    .hasMessageEndingWith("this status is not described");
            assertThatCode(() -> things.check("GET", path, 404, Map.of("Content-Type", "text/plain"), bytes("no")))
                    .doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET | /thing | 201 | GET | application/json | {} | this status is not described",
                "GET | /thing | 404 | GET | application/json | {} | this status is not described",
                "GET | /thing | 405 | GET | application/json | {} | this status is not described",
                "PUT | /thing | 200 | GET | application/json | {} | this status is not described",
                "get | /thing | 200 | GET | application/json | {} | this status is not described",
                "GET | /no | 200 | GET | application/json | {} | this status is not described",
                "GET | /thing | 200 | POST | application/json | {} | the header Allow: must be the constant value "
                        + "'GET'",
                "GET | /thing | 200 | GET | text/plain | x | the content type \"text/plain\" is not described",
                "GET | /thing | 200 | GET | text/html | '' | there is no body",
                "HEAD | /thing | 200 | GET | application/json | {} | there is a body",
                "GET | /thing | 200 | GET | application/json | { | the body is not JSON",
                "GET | /thing | 200 | GET | application/json | {} | the body: required property 'at' not found",
                "GET | /thing | 200 | GET | application/json | {\"at\":7} | the body: /at integer found, string "
                        + "expected",
                "GET | /thing | 200 | GET | application/json | {\"at\":\"noon\"} | the body: /at does not match "
                        + "the date-time pattern",
                "GET | /thing | 200 | GET | application/json | {\"of\":1} | the body: property 'of' is not defined",
            })
    @DisplayName("is broken by a response that is not described")
    void broken(String method, String path, int status, String allow, String type, String body, String fault) {
        assertThatThrownBy(() -> check(method, path, status, allow, type, body))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("%s %s -> %d: ".formatted(method, path, status))
                .hasMessageContaining(fault);
    }

    @Test
    @DisplayName("is broken by a header that is missing, and by one that is not described")
    void headers() {
        assertThatThrownBy(() -> contract.check("GET", "/thing", 200, Map.of("Content-Type", JSON), bytes(THING)))
                .hasMessageEndingWith("the header Allow is missing");
        Map<String, String> more = Map.of("content-type", JSON, "allow", "GET", "X-More", "1", "date", "now");
        assertThatThrownBy(() -> contract.check("GET", "/thing", 200, more, bytes(THING)))
                .hasMessageEndingWith("the header X-More is not described");
    }

    @Test
    @DisplayName("names what is wrong with the description itself")
    void description() {
        assertThat(read(DESCRIPTION.replace("#/components/headers/Allow", "#/gone"))
                        .faults())
                .containsExactly("nothing is at #/gone");
        assertThat(read(DESCRIPTION.replace("format: date-time", "minLength: many"))
                        .faults())
                .isNotEmpty();
        assertThat(read(DESCRIPTION.replace("examples: [{at: ", "examples: [{to: "))
                        .faults())
                .hasSize(2);
    }

    private void check(String method, String path, int status, String allow, String contentType, String body) {
        contract.check(method, path, status, Map.of("Allow", allow, "Content-Type", contentType), bytes(body));
    }

    private static OpenApiContract read(String yaml) {
        return OpenApiContract.read(new ByteArrayInputStream(bytes(yaml)));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
