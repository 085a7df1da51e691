package dev.spotter.api;

import static dev.spotter.api.TestApi.ID;
import static dev.spotter.api.TestApi.json;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.spotter.core.image.ImageLimits;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("POST /upload of a form")
class FormUploadTest {
    private static final byte[] PNG = TestImages.png(3, 2);
    private static final String TYPE = "multipart/form-data; boundary=----spotter";
    private static final String END = "------spotter--\r\n";

    private final TestApi api = new TestApi();

    @Test
    @DisplayName("takes one file as if it were the body itself")
    void one() {
        ApiResponse response = upload(part("file", "cat.png", PNG), END);
        assertThat(response).isEqualTo(api.uploadRaw(Map.of("filename", List.of("cat.png")), "image/png", PNG));
        assertThat(response.header("Location")).contains("/predict?imageId=" + ID);
        assertThat(stored()).isEqualTo(PNG);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"a b.png", "\uD83D\uDC31 €.png", "'quoted'.png", "<b>&amp;.png", "100%25+.png", "ä;=.png"})
    @DisplayName("keeps odd names as they are")
    void oddNames(String name) {
        assertThat(json(upload(part("file", name, PNG), END)).path("filename").asText())
                .isEqualTo(name);
    }

    @Test
    @DisplayName("reads a name that is encoded as in RFC 5987")
    void encodedName() {
        String head = "------spotter\r\nContent-Disposition: form-data; name=f; filename*=UTF-8''%e2%82%ac.png\r\n\r\n";
        assertThat(json(upload(bytes(head, UTF_8), PNG, "\r\n" + END))
                        .path("filename")
                        .asText())
                .isEqualTo("€.png");
    }

    @Test
    @DisplayName("ignores fields that are no file, and file fields in which nothing was chosen")
    void otherFields() {
        ApiResponse response =
                upload(field("title", "My cat"), part("first", "", new byte[0]), part("second", "cat.png", PNG), END);
        assertThat(response.status()).isEqualTo(201);
        assertThat(json(response).path("filename").asText()).isEqualTo("cat.png");
    }

    @Test
    @DisplayName("refuses an empty file with 400, in the words of an empty body")
    void emptyFile() {
        ApiResponse form = upload(part("file", "cat.png", new byte[0]), END);
        ApiResponse body = api.uploadRaw(Map.of("filename", List.of("cat.png")), "image/png", new byte[0]);
        assertThat(form.status()).isEqualTo(400).isEqualTo(body.status());
        assertThat(json(form).path("detail").asText()).isEqualTo("the image is empty");
        assertThat(json(body).path("detail").asText()).startsWith("the image is empty: send ");
    }

    @Test
    @DisplayName("answers several files with a receipt for each, in their order")
    void several() {
        api.withSeveralIds();
        ApiResponse response = upload(part("file", "a.png", PNG), part("file", "b.gif", TestImages.gifOfSize(30)), END);
        assertThat(response.status()).isEqualTo(201);
        JsonNode images = json(response).path("images");
        assertThat(images).hasSize(2);
        assertThat(images.path(0).path("filename").asText()).isEqualTo("a.png");
        assertThat(images.path(1).path("contentType").asText()).isEqualTo("image/gif");
        assertThat(images.path(0).path("deletionToken").asText())
                .isNotEmpty()
                .isNotEqualTo(images.path(1).path("deletionToken").asText());
    }

    @Test
    @DisplayName("accepts the other files if one of several is refused, and gives the reason")
    void mixed() {
        ApiResponse response =
                upload(part("f", "notes.txt", bytes("hello", UTF_8)), part("f", "", PNG), part("f", "c.png", PNG), END);
        assertThat(response.status()).isEqualTo(207);
        JsonNode images = json(response).path("images");
        assertThat(images.path(0).path("filename").asText()).isEqualTo("notes.txt");
        assertThat(images.path(0).path("problem").path("code").asText()).isEqualTo("image-format-unsupported");
        assertThat(images.path(0).path("problem").path("status").asInt()).isEqualTo(415);
        assertThat(images.path(1).path("problem").path("field").asText()).isEqualTo("filename");
        assertThat(images.path(2).path("status").asText()).isEqualTo("PENDING");
    }

    @Test
    @DisplayName("applies the limit of an image to each file")
    void tooLarge() {
        byte[] large = new byte[(int) ImageLimits.DEFAULT.maxBytes() + 1];
        ApiResponse response = upload(part("f", "large.png", large), part("f", "c.png", PNG), END);
        assertThat(response.status()).isEqualTo(207);
        assertThat(json(response).at("/images/0/problem/code").asText()).isEqualTo("image-too-large");
        assertThat(upload(part("f", "large.png", large), END).status()).isEqualTo(413);
        ApiResponse form = upload(part("f", "large.png", large), part("f", "large.png", large), END);
        assertThat(form.status()).isEqualTo(413);
        assertThat(json(form).path("detail").asText()).contains("the form is larger", "10,485,760", "several requests");
    }

    @Test
    @DisplayName(
            "refuses a form without a file, cut off, with too many files or with none of the parts that it declares")
    void malformed() {
        assertRefused(upload(field("title", "My cat"), END), "no file");
        assertRefused(upload(END), "no file");
        assertRefused(upload(part("f", "c.png", PNG)), "end is missing");
        assertRefused(upload(bytes("------spotter\r\nContent-Disposition: form-data; na", UTF_8)), "end is missing");
        assertRefused(upload(bytes("no form at all", UTF_8)), "no file");
        assertRefused(upload(new byte[0]), "no file");
        Object[] many = new Object[FormUpload.MOST_IMAGES + 2];
        Arrays.fill(many, part("f", "c.png", PNG));
        many[many.length - 1] = END;
        assertRefused(upload(many), "more than 100 files");
        String endless = "------spotter\r\nContent-Disposition: form-data; filename=" + "a".repeat(100_000);
        assertRefused(upload(bytes(endless, UTF_8)), "not a well-formed form");
    }

    @Test
    @DisplayName("refuses a name that is no UTF-8")
    void notUtf8() {
        String head = "------spotter\r\nContent-Disposition: form-data; name=f; filename=\"\u00e4.png\"\r\n\r\n";
        ApiResponse response = upload(bytes(head, ISO_8859_1), PNG, "\r\n" + END);
        assertThat(response.status()).isEqualTo(400);
        assertThat(json(response).path("field").asText()).isEqualTo("filename");
        assertThat(json(response).path("detail").asText()).contains("UTF-8");
    }

    @Test
    @DisplayName("refuses a form without a boundary before its body is read")
    void noBoundary() {
        ApiResponse response = api.uploadRaw(Map.of(), "multipart/form-data", PNG);
        assertRefused(response, "has no boundary");
    }

    private static void assertRefused(ApiResponse response, String detail) {
        assertThat(response.status()).isEqualTo(400);
        assertThat(json(response).path("field").asText()).isEqualTo("body");
        assertThat(json(response).path("detail").asText()).contains(detail);
    }

    private ApiResponse upload(Object... parts) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (Object part : parts) {
            body.writeBytes(part instanceof byte[] bytes ? bytes : bytes(part.toString(), UTF_8));
        }
        return api.uploadRaw(Map.of(), TYPE, body.toByteArray());
    }

    private static byte[] part(String field, String filename, byte[] content) {
        ByteArrayOutputStream part = new ByteArrayOutputStream();
        part.writeBytes(bytes(
                "------spotter\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"%s\"\r\n\r\n"
                        .formatted(field, filename),
                UTF_8));
        part.writeBytes(content);
        part.writeBytes(bytes("\r\n", UTF_8));
        return part.toByteArray();
    }

    private static byte[] field(String name, String value) {
        return bytes(
                "------spotter\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n".formatted(name, value),
                UTF_8);
    }

    private static byte[] bytes(String text, Charset charset) {
        return text.getBytes(charset);
    }

    private byte[] stored() {
        return api.store.load(ID).orElseThrow().bytes().toByteArray();
    }
}
