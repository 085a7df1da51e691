package dev.spotter.api;

import static dev.spotter.api.TestApi.ID;
import static dev.spotter.api.TestApi.json;
import static dev.spotter.api.TestApi.text;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spotter.core.image.ImageBytes;
import dev.spotter.core.image.ImageLimits;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("POST /upload-url")
class UploadUrlRouteTest {
    private static final byte[] PNG = TestImages.png(3, 2);
    private static final String CAT = "{\"filename\":\"cat.png\",\"sizeBytes\":33,\"contentType\":\"image/png\"}";
    private static final Map<String, String> HERE = Map.of("Host", "localhost:8080");

    private final TestApi api = new TestApi();

    @Test
    @DisplayName("responds with the URL, field by field, and stores nothing")
    void fields() {
        ApiResponse response = ask(CAT, HERE);
        assertThat(response.status()).isEqualTo(200);
        assertThat(text(response))
                .isEqualTo("{\"url\":\"http://localhost:8080/uploads/" + ID + "?signature=1\",\"method\":\"PUT\","
                        + "\"headers\":{\"content-type\":\"image/png\"},\"imageId\":\"" + ID + "\","
                        + "\"predictionUrl\":\"/predict?imageId=" + ID + "\","
                        + "\"expiresAt\":\"2026-11-01T12:15:00.000Z\",\"deletionToken\":\"" + TestApi.TOKEN.text()
                        + "\"}");
        assertThat(api.get("/predict", Map.of("imageId", List.of(ID.text()))).status())
                .isEqualTo(404);
    }

    @Test
    @DisplayName("responds with the cleaned name, and ignores unknown fields")
    void cleanedName() {
        ApiResponse response = ask(CAT.replace("cat.png", "pets/cat.png").replace("{", "{\"x\":[1],"), HERE);
        assertThat(json(response).path("filename").asText()).isEqualTo("cat.png");
        assertThat(json(response).path("originalFilename").asText()).isEqualTo("pets/cat.png");
    }

    @ParameterizedTest
    @CsvSource({
        "localhost:8080, , http://localhost:8080/",
        "192.168.1.2, , http://192.168.1.2/",
        "[::1]:8080, , http://[::1]:8080/",
        "127.0.0.1:8080, https://spotter.example, https://spotter.example/",
        "127.0.0.1:8080, null, http://127.0.0.1:8080/",
        "127.0.0.1:8080, https://a.b/c, http://127.0.0.1:8080/",
        "127.0.0.1:8080, javascript://a.b, http://127.0.0.1:8080/"
    })
    @DisplayName("makes its own URL absolute with the host that the client used")
    void origin(String host, String origin, String expected) {
        Map<String, String> headers = origin == null ? Map.of("host", host) : Map.of("host", host, "origin", origin);
        assertThat(json(ask(CAT, headers)).path("url").asText()).startsWith(expected + "uploads/" + ID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a/b", "user@host", "host:port", "a\"b", "[::1"})
    @DisplayName("400 where the client does not say which host it used")
    void noHost(String host) {
        ApiResponse response = ask(CAT, Map.of("Host", host));
        assertThat(response.status()).isEqualTo(400);
        assertThat(json(response).path("field").asText()).isEqualTo("Host");
    }

    @Test
    @DisplayName("does not change a URL of another host")
    void otherHost() {
        api.address = "https://bucket.example/uploads/%s?X=a%%20b";
        assertThat(json(ask(CAT, Map.of())).path("url").asText())
                .isEqualTo("https://bucket.example/uploads/" + ID + "?X=a%20b");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            {"filename":"a","sizeBytes":1,"contentType":}              | body        | not well-formed JSON
            {"filename":"a","filename":"a","sizeBytes":1,"contentType":"image/png"} | body | not well-formed JSON
            {"filename":"a","sizeBytes":1,"contentType":"image/png"} x | body        | not well-formed JSON
            ["a"]                                                      | body        | must be a JSON object
            {"sizeBytes":1,"contentType":"image/png"}                  | filename    | filename is missing
            {"filename":1,"sizeBytes":1,"contentType":"image/png"}     | filename    | filename must be a string
            {"filename":"..","sizeBytes":1,"contentType":"image/png"}  | filename    | 1 to 255 bytes of UTF-8
            {"filename":"a","contentType":"image/png"}                 | sizeBytes   | sizeBytes is missing
            {"filename":"a","sizeBytes":"1","contentType":"image/png"} | sizeBytes   | sizeBytes must be a whole number
            {"filename":"a","sizeBytes":1.5,"contentType":"image/png"} | sizeBytes   | sizeBytes must be a whole number
            {"filename":"a","sizeBytes":0,"contentType":"image/png"}   | sizeBytes   | at least 1 but was 0
            {"filename":"a","sizeBytes":-99999999999999999999,"contentType":"image/png"} | sizeBytes | at least 1
            {"filename":"a","sizeBytes":1}                             | contentType | contentType is missing
            {"filename":"a","sizeBytes":1,"contentType":null}          | contentType | contentType must be a string
            """)
    @DisplayName("400 names the field, what was wrong, and what is expected")
    void invalid(String body, String field, String detail) {
        ApiResponse response = ask(body, HERE);
        assertThat(response.status()).isEqualTo(400);
        assertThat(json(response).path("field").asText()).isEqualTo(field);
        assertThat(json(response).path("detail").asText()).contains(detail);
        assertThat(api.signed).isEmpty();
    }

    @Test
    @DisplayName("400 where the body is empty or not the described JSON")
    void noBody() {
        for (String body : List.of("", CAT + " ".repeat(1 << 16))) {
            ApiResponse response = ask(body, HERE);
            assertThat(response.status()).isEqualTo(400);
            assertThat(json(response).path("detail").asText()).contains("1 to 65,536 bytes", "sizeBytes");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1001", "9223372036854775808", "1000000000000000000000000"})
    @DisplayName("413 names the limit")
    void tooLarge(String sizeBytes) {
        TestApi limited = new TestApi(ImageLimits.DEFAULT.withMaxBytes(1_000));
        ApiResponse response = ask(limited, CAT.replace("33", sizeBytes), HERE);
        assertThat(response.status()).isEqualTo(413);
        assertThat(json(response).path("maxBytes").asInt()).isEqualTo(1_000);
        assertThat(ask(limited, CAT.replace("33", "1000"), HERE).status()).isEqualTo(200);
    }

    @Test
    @DisplayName("415 lists the formats that are read")
    void unsupported() {
        ApiResponse response = ask(CAT.replace("image/png", "image/heic"), HERE);
        assertThat(response.status()).isEqualTo(415);
        assertThat(json(response).path("supportedFormats"))
                .hasToString("[\"JPEG\",\"PNG\",\"GIF\",\"BMP\",\"WebP\",\"TIFF\"]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "TEXT/PLAIN; charset=utf-8", "multipart/form-data; boundary=x"})
    @DisplayName("415 where the body is sent as a form, which a page of any origin could send")
    void asText(String contentType) {
        ApiResponse response = ask(CAT, Map.of("Host", "localhost", "Content-Type", contentType));
        assertThat(response.status()).isEqualTo(415);
        assertThat(json(response).path("code").asText()).isEqualTo("media-type-unsupported");
        assertThat(api.signed).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "image/jpg,image/jpeg",
        "Image/PJPEG,image/jpeg",
        "image/jpeg; charset=binary,image/jpeg",
        "image/x-png,image/png",
        "image/x-ms-bmp,image/bmp",
        "image/x-windows-bmp,image/bmp",
        "image/x-tiff,image/tiff",
    })
    @DisplayName("knows the old names of media types")
    void oldNames(String asked, String signed) {
        ApiResponse response = ask(CAT.replace("image/png", asked), HERE);
        assertThat(response.status()).isEqualTo(200);
        assertThat(json(response).at("/headers/content-type").asText()).isEqualTo(signed);
    }

    @Test
    @DisplayName("400 where JSON is in another encoding than UTF-8")
    void otherEncoding() {
        ApiResponse response = api.response(new ApiRequest(
                "POST",
                "/upload-url",
                Map.of(),
                Map.of("Host", List.of("localhost")),
                ImageBytes.wrap(CAT.getBytes(UTF_16))));
        assertThat(response.status()).isEqualTo(400);
        assertThat(json(response).path("detail").asText()).contains("looks like UTF-16");
    }

    @Test
    @DisplayName("gives a URL of PUT /uploads/{imageId}, which accepts the image once, as POST /upload does")
    void put() {
        ask(CAT, HERE);
        ApiResponse taken = put(ID.text(), PNG);
        assertThat(taken.status()).isEqualTo(201);
        assertThat(taken.header("Location")).contains("/predict?imageId=" + ID);
        assertThat(json(taken).path("filename").asText()).isEqualTo("cat.png");
        assertThat(json(taken).path("widthPixels").asInt()).isEqualTo(3);
        assertThat(api.get("/predict", Map.of("imageId", List.of(ID.text()))).status())
                .isEqualTo(202);
        ApiResponse again = put(ID.text(), PNG);
        assertThat(again.status()).isEqualTo(409);
        assertThat(json(again).path("code").asText()).isEqualTo("image-already-stored");
    }

    @Test
    @DisplayName("is needed for PUT /uploads/{imageId}, and the sent image is checked like any other")
    void putRefused() {
        ApiResponse forbidden = put(ID.text(), PNG);
        assertThat(forbidden.status()).isEqualTo(403);
        assertThat(json(forbidden).path("code").asText()).isEqualTo("upload-forbidden");
        ask(CAT, HERE);
        assertThat(put(ID.text(), "no image".getBytes(UTF_8)).status()).isEqualTo(415);
        assertThat(put(ID.text(), TestImages.png(60_000, 50_000)).status()).isEqualTo(422);
        assertThat(api.get("/uploads/" + ID, Map.of()).header("Allow")).contains("PUT");
        for (String path : List.of("/uploads", "/uploads/", "/uploads/a/b", "/a/uploads/b")) {
            assertThat(api.get(path, Map.of()).status()).as(path).isEqualTo(404);
        }
    }

    private ApiResponse put(String id, byte[] image) {
        return api.response(new ApiRequest("PUT", "/uploads/" + id, Map.of(), Map.of(), ImageBytes.wrap(image)));
    }

    private ApiResponse ask(String body, Map<String, String> headers) {
        return ask(api, body, headers);
    }

    private static ApiResponse ask(TestApi api, String body, Map<String, String> headers) {
        Map<String, List<String>> values = new HashMap<>();
        headers.forEach((name, value) -> values.put(name, List.of(value)));
        return api.response(
                new ApiRequest("POST", "/upload-url", Map.of(), values, ImageBytes.wrap(body.getBytes(UTF_8))));
    }
}
