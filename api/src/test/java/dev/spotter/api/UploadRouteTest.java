package dev.spotter.api;

import static dev.spotter.api.TestApi.ID;
import static dev.spotter.api.TestApi.json;
import static dev.spotter.api.TestApi.text;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.sun.management.ThreadMXBean;
import dev.spotter.core.error.BusyException;
import dev.spotter.core.error.StorageException;
import dev.spotter.core.image.ImageBytes;
import dev.spotter.core.image.ImageLimits;
import java.lang.management.ManagementFactory;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("POST /upload")
class UploadRouteTest {
    private static final byte[] PNG = TestImages.png(3, 2);
    private static final String BASE64 = Base64.getEncoder().encodeToString(PNG);
    private static final Map<String, List<String>> NAMED = Map.of("filename", List.of("a.png"));

    private final TestApi api = new TestApi();

    @Test
    @DisplayName("answers an image in JSON with its receipt, field by field")
    void json201() {
        ApiResponse response = api.uploadJson(body("cat.png", BASE64));
        assertThat(response.status()).isEqualTo(201);
        assertThat(response.headers())
                .containsOnly(
                        Map.entry("Cache-Control", "no-store"),
                        Map.entry("Content-Type", "application/json"),
                        Map.entry("Location", "/predict?imageId=" + ID));
        assertThat(text(response))
                .isEqualTo("{\"imageId\":\"" + ID + "\",\"filename\":\"cat.png\",\"contentType\":\"image/png\","
                        + "\"sizeBytes\":33,\"widthPixels\":3,\"heightPixels\":2,\"status\":\"PENDING\","
                        + "\"predictionUrl\":\"/predict?imageId=" + ID + "\","
                        + "\"deletionToken\":\"" + TestApi.TOKEN.text() + "\"}");
        assertThat(stored()).isEqualTo(PNG);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {"image/png", "application/octet-stream", "application/x-www-form-urlencoded", "text/plain", ""})
    @DisplayName("takes the body itself as the image, whatever its declared type")
    void raw(String contentType) {
        ApiResponse response = api.uploadRaw(NAMED, contentType, PNG);
        assertThat(response.status()).isEqualTo(201);
        assertThat(json(response).path("contentType").asText()).isEqualTo("image/png");
        assertThat(stored()).isEqualTo(PNG);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {"application/json", "Application/JSON; charset=utf-8", "application/vnd.a+json", "image/png", ""
            })
    @DisplayName("reads JSON where it is declared, or the body begins with a brace")
    void jsonTold(String contentType) {
        byte[] body = ("\r\n\t " + body("a.png", BASE64)).getBytes(UTF_8);
        assertThat(api.uploadRaw(Map.of(), contentType, body).status()).isEqualTo(201);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "data:image/png;base64,",
                "data:;base64,",
                "DATA:IMAGE/PNG;BASE64,",
                "data:image/png;name=a.png;base64,"
            })
    @DisplayName("takes a data URL with base64")
    void dataUrl(String header) {
        assertThat(api.uploadJson(body("a.png", header + BASE64)).status()).isEqualTo(201);
        assertThat(stored()).isEqualTo(PNG);
    }

    @Test
    @DisplayName("ignores unknown fields, and accepts the known ones in any order")
    void unknownFields() {
        String body =
                "{\"x\":{\"image\":[1]},\"image\":\"%s\",\"tags\":[\"a\"],\"filename\":\"a.png\"}".formatted(BASE64);
        assertThat(api.uploadJson(body).status()).isEqualTo(201);
    }

    @Test
    @DisplayName("takes JSON's escapes inside the base64")
    void escapes() {
        String escaped = BASE64.replace("/", "\\/").replace("=", "\\u003d").replace("AAAA", "AA\\r\\nAA");
        assertThat(api.uploadJson("{\"filename\":\"a.png\",\"image\":\"" + escaped + "\"}")
                        .status())
                .isEqualTo(201);
        assertThat(stored()).isEqualTo(PNG);
    }

    @Test
    @DisplayName("gives the sides of the image turned upright")
    void upright() {
        ApiResponse response = api.uploadRaw(NAMED, "image/jpeg", TestImages.JPEG_30X20_ON_ITS_SIDE);
        assertThat(json(response).path("widthPixels").asInt()).isEqualTo(20);
        assertThat(json(response).path("heightPixels").asInt()).isEqualTo(30);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"a b.png", "\uD83D\uDC31 €.png", "\"quoted'.png", "<b>&amp;.png", "100%25+.png", "ä.png"})
    @DisplayName("keeps odd names as they are, in JSON and in the query")
    void oddNames(String name) {
        ApiResponse inJson = api.uploadJson(body(name, BASE64));
        assertThat(json(inJson).path("filename").asText()).isEqualTo(name);
        assertThat(json(inJson).has("originalFilename")).isFalse();
        ApiResponse inQuery = api.uploadRaw(Map.of("filename", List.of(name)), "image/png", PNG);
        assertThat(inQuery).isEqualTo(inJson);
    }

    @Test
    @DisplayName("responds with the beginning of the original name if the name was cleaned")
    void cleanedNames() {
        assertThat(json(api.uploadJson(body("C:\\pictures\\..\\cat\n.png", BASE64))))
                .hasToString(json(api.uploadJson(body("cat.png", BASE64)))
                        .toString()
                        .replace("}", ",\"originalFilename\":\"C:\\\\pictures\\\\..\\\\cat\\n.png\"}"));
        String deep = "\uD83D\uDC31/".repeat(1000) + "cat.png";
        assertThat(json(api.uploadJson(body(deep, BASE64)))
                        .path("originalFilename")
                        .asText())
                .isEqualTo("\uD83D\uDC31/".repeat(127) + "\uD83D\uDC31…");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            {"filename":"a\\ud83d","image":"AAAA"}             | filename
            {"filename":"\\udc31a","image":"AAAA"}             | filename
            {"filename":"\\udc31\\ud83d","image":"AAAA"}       | filename
            {"filename":"a","image":"AAAA","\\ud83d":1}        | body
            {"filename":"a","x":"\\ud83d","image":"AAAA"}      | body
            {"filename":"a","x":[{"\\ud83d":1}],"image":"AAAA"}| body
            """)
    @DisplayName("400 where JSON has half a character, which UTF-8 cannot carry")
    void halfCharacters(String body, String field) {
        ApiResponse response = api.uploadJson(body);
        assertThat(response.status()).isEqualTo(400);
        assertThat(json(response).path("field").asText()).isEqualTo(field);
        assertThat(json(response).path("detail").asText()).contains("half of a character");
        assertThat(api.store.images()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "br", "aws-chunked", "identity, gzip", "x", "gzip;q=1"})
    @DisplayName("415 where the body has any content coding, with the accepted one")
    void contentCoding(String coding) {
        ApiResponse response = api.response(coded(coding));
        assertThat(response.status()).isEqualTo(415);
        assertThat(json(response).path("code").asText()).isEqualTo("content-coding-unsupported");
        assertThat(response.header("Accept-Encoding")).contains("identity");
        assertThat(api.store.images()).isEmpty();
        assertThat(api.response(coded("Identity")).status()).isEqualTo(201);
    }

    private static ApiRequest coded(String coding) {
        return new ApiRequest(
                "POST", "/upload", NAMED, Map.of("Content-Encoding", List.of(coding)), ImageBytes.wrap(PNG));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            {"filename":"a","image":}                     | body     | not well-formed JSON at line 1, column 25
            {"filename":"a",⏎ "image" 1}                  | body     | not well-formed JSON at line 2, column 10
            {"filename":"a","image":"AAAA"                | body     | not well-formed JSON at line 1
            {"filename":"a","image":"AA                   | body     | not well-formed JSON at line 1
            {"filename":"a","image":"AAAA"} {}            | body     | not well-formed JSON at line 1, column 33
            secret                                        | body     | not well-formed JSON at line 1
            ["a"]                                         | body     | must be a JSON object but is an array
            "a"                                           | body     | must be a JSON object but is a string
            null                                          | body     | must be a JSON object but is null
            ` `                                           | body     | must be a JSON object but is blank
            {"image":"AAAA"}                              | filename | filename is missing
            {"filename":"a"}                              | image    | image is missing
            {"filename":7,"image":"AAAA"}                 | filename | filename must be a string but is a number
            {"filename":null,"image":"AAAA"}              | filename | filename must be a string but is null
            {"filename":"a","image":["AAAA"]}             | image    | image must be a string but is an array
            {"filename":"a","image":{}}                   | image    | image must be a string but is an object
            {"filename":"a","image":true}                 | image    | image must be a string but is true
            {"filename":"a","filename":"b","image":"AAAA"}| filename | filename must be given once but is given twice
            {"image":"AAAA","filename":"a","image":"AAAA"}| image    | image must be given once but is given twice
            {"filename":"","image":"AAAA"}                | filename | 1 to 255 bytes of UTF-8
            {"filename":"a/..","image":"AAAA"}            | filename | 1 to 255 bytes of UTF-8
            {"filename":"a","image":""}                   | image    | it is empty
            {"filename":"a","image":"data:image/png;base64,"} | image | it is empty
            {"filename":"a","image":"AAA!"}               | image    | it has '!' at position 4
            {"filename":"a","image":"data:x;base64,A€"}   | image    | it has the character U+20AC at position 16
            {"filename":"a","image":"AAAAA"}              | image    | is cut off inside its last group
            {"filename":"a","image":"data:image/png,AAAA"}| image    | data URL without base64
            {"filename":"a","image":"data:image/png"}     | image    | data URL without base64
            """)
    @DisplayName("400 names the field, what was wrong and where, and shows nothing of the content")
    void invalidJson(String body, String field, String detail) {
        ApiResponse response = api.uploadJson(body.replace('⏎', '\n'));
        assertThat(response.status()).isEqualTo(400);
        assertThat(json(response).path("code").asText()).isEqualTo("invalid-request");
        assertThat(json(response).path("field").asText()).isEqualTo(field);
        assertThat(json(response).path("detail").asText()).contains(detail).doesNotContain("secret");
        assertThat(api.store.images()).isEmpty();
    }

    @Test
    @DisplayName("400 where JSON is nested too deep or is not UTF-8")
    void hostileJson() {
        assertThat(json(api.uploadJson("{\"a\":" + "[".repeat(5000)))
                        .path("field")
                        .asText())
                .isEqualTo("body");
        ApiResponse response = api.uploadRaw(Map.of(), "application/json", new byte[] {'{', '"', (byte) 0xFF, 0, 1});
        assertThat(json(response).path("field").asText()).isEqualTo("body");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {"UTF-16LE", "UTF-16BE", "UTF-16", "UTF-32LE", "UTF-32BE", "X-UTF-16LE-BOM", "X-UTF-32LE-BOM"})
    @DisplayName("400 where JSON is in another encoding than UTF-8, however it is declared and marked")
    void otherEncodings(String charset) {
        byte[] json = body("a.png", BASE64).getBytes(Charset.forName(charset));
        for (String contentType : List.of("application/json", "application/json; charset=" + charset, "")) {
            ApiResponse response = api.uploadRaw(NAMED, contentType, json);
            assertThat(response.status()).as(contentType).isEqualTo(400);
            assertThat(json(response).path("detail").asText()).contains("must be JSON in UTF-8 but looks like UTF-16");
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"C1A1", "E080AF", "F08080AF", "EDA080", "FF", "C3"})
    @DisplayName("400 where a text in JSON has bytes that are no UTF-8, such as a longer form than is needed")
    void noUtf8(String bytes) {
        String json = body("a§.png", BASE64);
        byte[] body = (json.substring(0, json.indexOf('§'))
                        + new String(HexFormat.of().parseHex(bytes), ISO_8859_1)
                        + json.substring(json.indexOf('§') + 1))
                .getBytes(ISO_8859_1);
        ApiResponse response = api.uploadRaw(Map.of(), "application/json", body);
        assertThat(response.status()).isEqualTo(400);
        assertThat(json(response).path("detail").asText()).contains("has bytes that are no UTF-8");
        assertThat(api.store.images()).isEmpty();
    }

    @Test
    @DisplayName("ignores a byte order mark of UTF-8")
    void byteOrderMark() {
        String marked = '\uFEFF' + body("a.png", BASE64);
        assertThat(api.uploadJson(marked).status()).isEqualTo(201);
        assertThat(api.uploadRaw(Map.of(), "", marked.getBytes(UTF_8)).status()).isEqualTo(201);
    }

    @Test
    @DisplayName("400 where the body is empty, or a raw one has no name or two")
    void invalidRaw() {
        assertThat(json(api.uploadRaw(NAMED, "image/png", new byte[0]))
                        .path("field")
                        .asText())
                .isEqualTo("body");
        ApiResponse unnamed = api.uploadRaw(Map.of(), "image/png", PNG);
        assertThat(unnamed.status()).isEqualTo(400);
        assertThat(json(unnamed).path("field").asText()).isEqualTo("filename");
        assertThat(json(unnamed).path("detail").asText()).contains("filename is missing", "?filename=cat.jpg");
        ApiResponse twice = api.uploadRaw(Map.of("filename", List.of("a", "b")), "image/png", PNG);
        assertThat(json(twice).path("detail").asText()).isEqualTo("filename must be given once but is given 2 times");
        assertThat(api.uploadRaw(Map.of("filename", List.of("x".repeat(256))), "", PNG)
                        .status())
                .isEqualTo(400);
        assertThat(api.uploadRaw(Map.of("filename", List.of("x".repeat(255))), "", PNG)
                        .status())
                .isEqualTo(201);
    }

    @Test
    @DisplayName(
            "takes exactly as many bytes as the limit, and answers 413 with the limit for one more, raw and in JSON")
    void byteLimit() {
        TestApi limited = new TestApi(ImageLimits.DEFAULT.withMaxBytes(1000));
        byte[] largest = TestImages.gifOfSize(1000);
        byte[] tooLarge = TestImages.gifOfSize(1001);
        assertThat(limited.uploadRaw(NAMED, "", largest).status()).isEqualTo(201);
        assertThat(limited.uploadJson(body("a", mime(largest))).status()).isEqualTo(201);
        assertThat(limited.uploadJson(body("a", mime(tooLarge))).status()).isEqualTo(413);
        assertThat(limited.uploadJson(body("a", "A".repeat(20_000))).status()).isEqualTo(413);
        ApiResponse response = limited.uploadRaw(NAMED, "", tooLarge);
        assertThat(response.status()).isEqualTo(413);
        assertThat(text(response))
                .isEqualTo("{\"type\":\"tag:spotter.dev,2026:problem/image-too-large\",\"title\":\"Image too large\","
                        + "\"status\":413,\"detail\":\"the image is larger than the limit of 1,000 bytes\","
                        + "\"code\":\"image-too-large\",\"maxBytes\":1000}");
    }

    @Test
    @DisplayName("says how large a body may be: the largest image in base64 with line breaks fits, and what is longer "
            + "is refused unread")
    void bodyLimit() {
        ImageLimits limits = ImageLimits.DEFAULT.withMaxBytes(3_000_000);
        int max = Math.toIntExact(UploadRoute.maxBodyBytes(limits));
        String json = body("a", mime(TestImages.gifOfSize(3_000_000)));
        assertThat(json.length()).isLessThan(max);
        TestApi limited = new TestApi(limits);
        assertThat(limited.uploadJson(json).status()).isEqualTo(201);
        assertThat(limited.uploadJson(json + " ".repeat(max - json.length())).status())
                .isEqualTo(201);
        assertThat(limited.uploadJson(json + " ".repeat(max + 1 - json.length()))
                        .status())
                .isEqualTo(413);
        assertThat(UploadRoute.maxBodyBytes(ImageLimits.DEFAULT.withMaxBytes(Long.MAX_VALUE)))
                .isPositive();
    }

    @Test
    @DisplayName("needs for JSON no more memory than the body, its text and the image")
    void memory() {
        int size = 10 << 20;
        byte[] body = body("a", Base64.getEncoder().encodeToString(TestImages.gifOfSize(size)))
                .getBytes(UTF_8);
        ApiRequest request = new ApiRequest("POST", "/upload", Map.of(), Map.of(), ImageBytes.wrap(body));
        api.response(request);
        // All that is allocated, so more than what is held at any one time: the image is cut to its size once the text
        // is gone.
        long before = allocatedBytes();
        assertThat(api.response(request).status()).isEqualTo(201);
        assertThat(allocatedBytes() - before).isLessThan(2L * body.length + 2L * size + (4 << 20));
    }

    @Test
    @DisplayName("415 lists the formats that are read, and says which multipart bodies are")
    void unsupported() {
        ApiResponse text = api.uploadRaw(NAMED, "image/png", "hello".getBytes(UTF_8));
        assertThat(text.status()).isEqualTo(415);
        assertThat(json(text).path("code").asText()).isEqualTo("image-format-unsupported");
        assertThat(json(text).path("supportedFormats"))
                .hasToString("[\"JPEG\",\"PNG\",\"GIF\",\"BMP\",\"WebP\",\"TIFF\"]");
        ApiResponse multipart = api.uploadRaw(NAMED, "Multipart/Mixed; boundary=x", PNG);
        assertThat(multipart.status()).isEqualTo(415);
        assertThat(json(multipart).path("code").asText()).isEqualTo("media-type-unsupported");
        assertThat(json(multipart).path("detail").asText())
                .contains("multipart/form-data", "\"image\": \"<base64>\"", "?filename=");
        ApiResponse jsonAsText = api.uploadRaw(
                NAMED, "Text/Plain;charset=utf-8", body("a", BASE64).getBytes(UTF_8));
        assertThat(jsonAsText.status()).isEqualTo(415);
        assertThat(json(jsonAsText).path("code").asText()).isEqualTo("media-type-unsupported");
        assertThat(json(jsonAsText).path("detail").asText()).contains("application/json");
    }

    @Test
    @DisplayName("422 where the image is damaged or has too many pixels, with its sides")
    void unprocessable() {
        ApiResponse damaged = api.uploadRaw(NAMED, "", Arrays.copyOf(PNG, 12));
        assertThat(damaged.status()).isEqualTo(422);
        assertThat(json(damaged).path("code").asText()).isEqualTo("image-damaged");
        ApiResponse bomb = api.uploadRaw(NAMED, "", TestImages.png(60_000, 50_000));
        assertThat(bomb.status()).isEqualTo(422);
        assertThat(json(bomb).path("code").asText()).isEqualTo("image-too-many-pixels");
        assertThat(json(bomb).path("widthPixels").asInt()).isEqualTo(60_000);
        assertThat(json(bomb).path("heightPixels").asInt()).isEqualTo(50_000);
    }

    @Test
    @DisplayName("503 says when to retry")
    void unavailable() {
        api.store.failWith(new BusyException("1,000 images wait", Duration.ofMillis(2100)));
        ApiResponse busy = api.uploadRaw(NAMED, "", PNG);
        assertThat(busy.status()).isEqualTo(503);
        assertThat(busy.header("retry-after")).contains("3");
        assertThat(json(busy).path("detail").asText()).isEqualTo("1,000 images wait");
        api.store.failWith(StorageException.transientFailure("the store is slow", null));
        ApiResponse storage = api.uploadRaw(NAMED, "", PNG);
        assertThat(storage.status()).isEqualTo(503);
        assertThat(storage.header("Retry-After")).contains("1");
    }

    private byte[] stored() {
        ImageBytes bytes = api.store.load(ID).orElseThrow().bytes();
        return bytes.toByteArray();
    }

    private static String body(String filename, String image) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("filename", filename)
                .put("image", image)
                .toString();
    }

    private static long allocatedBytes() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }

    private static String mime(byte[] bytes) {
        return Base64.getMimeEncoder().encodeToString(bytes);
    }
}
