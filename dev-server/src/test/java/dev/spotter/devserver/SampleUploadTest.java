package dev.spotter.devserver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.spotter.core.application.UploadSigning;
import dev.spotter.core.image.ImageLimits;
import dev.spotter.inference.model.ClassifierSettings;
import dev.spotter.pytorch.DjlClassifier;
import dev.spotter.tck.ImageOutcome;
import dev.spotter.tck.ReferenceImage;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("slow")
@DisplayName("An uploaded sample")
class SampleUploadTest {
    private static final String DAMAGED = "image-damaged";
    private static final String UNSUPPORTED = "image-format-unsupported";

    @TempDir
    private static Path data;

    private static DjlClassifier classifier;
    private static DevServer server;
    private static ApiClient client;

    @BeforeAll
    static void start() {
        classifier = DjlClassifier.open(ClassifierSettings.from(System.getenv())
                .withLimits(ImageLimits.DEFAULT.withMaxBytes(UploadSigning.DEFAULT_MAX_BYTES)));
        server = DevServer.start(
                ServerSettings.builder(data).queueLength(100).workers(2).build(), classifier);
        client = new ApiClient(server.uri());
    }

    @AfterAll
    static void stop() {
        server.close();
        classifier.close();
    }

    static List<String> samples() {
        return Samples.names();
    }

    @Test
    @DisplayName("enlarged to 20 MB gets its label by a presigned URL")
    void signed() throws Exception {
        byte[] photo = coffeeOf20Megabytes();
        assertThat(client.upload("large.bmp", photo).status()).isEqualTo(413);
        JsonNode signed =
                client.uploadUrl("large.bmp", "image/bmp", photo.length).json();
        String byId = "imageId=" + signed.get("imageId").asText();
        assertThat(client.get("/predict?" + byId).status()).isEqualTo(404);
        ApiClient.Response receipt = client.sendSigned(signed, photo);
        assertThat(receipt.status()).isEqualTo(201);
        assertThat(receipt.json().get("sizeBytes").asInt()).isEqualTo(photo.length);
        assertThat(client.outcome(byId).get("label").asText()).isEqualTo("espresso");
    }

    private static byte[] coffeeOf20Megabytes() throws IOException {
        BufferedImage coffee = ImageIO.read(Samples.file("coffee.png").toFile());
        BufferedImage large = new BufferedImage(3_200, 2_133, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = large.createGraphics();
        graphics.drawImage(coffee, 0, 0, large.getWidth(), large.getHeight(), Color.WHITE, null);
        graphics.dispose();
        ByteArrayOutputStream bmp = new ByteArrayOutputStream();
        assertThat(ImageIO.write(large, "bmp", bmp)).isTrue();
        assertThat(bmp.size()).isGreaterThan(20_000_000);
        return bmp.toByteArray();
    }

    @ParameterizedTest
    @DisplayName("as a raw body gets its labels, by id and by filename")
    @MethodSource("samples")
    void raw(String sample) throws Exception {
        ApiClient.Response response = client.upload("raw " + sample, Samples.bytes(sample));
        assertThat(response.status()).isEqualTo(201);
        JsonNode receipt = response.json();
        JsonNode expected = Samples.expected(sample);
        assertThat(receipt.get("widthPixels").asInt())
                .isEqualTo(expected.get("width").asInt());
        assertThat(receipt.get("heightPixels").asInt())
                .isEqualTo(expected.get("height").asInt());
        assertThat(receipt.get("sizeBytes").asInt()).isEqualTo(Samples.bytes(sample).length);
        assertRightLabels(sample, receipt);
    }

    @ParameterizedTest
    @DisplayName("as JSON gets its labels, by id and by filename")
    @MethodSource("samples")
    void json(String sample) throws Exception {
        ApiClient.Response response = client.uploadJson("json-" + sample.replace('/', '-'), Samples.bytes(sample));
        assertThat(response.status()).isEqualTo(201);
        assertRightLabels(sample, response.json());
    }

    @ParameterizedTest
    @DisplayName("that is odd gets the reference's labels or is refused, in any order")
    @ValueSource(ints = {1, 2, 3})
    void odd(int order) throws Exception {
        List<ReferenceImage> images = new ArrayList<>(Samples.oddImages());
        Collections.shuffle(images, new Random(order));
        List<JsonNode> receipts = new ArrayList<>();
        for (ReferenceImage image : images) {
            receipts.add(client.upload(image.name(), Samples.bytes("cases/" + image.name()))
                    .json());
        }
        for (int i = 0; i < receipts.size(); i++) {
            JsonNode receipt = receipts.get(i);
            JsonNode said = receipt.has("imageId")
                    ? client.outcome(
                            "top=1000&imageId=" + receipt.get("imageId").asText())
                    : receipt;
            images.get(i).check(Samples.outcome(said));
        }
    }

    static Stream<Arguments> refused() {
        byte[] tiff = Samples.bytes("formats/photo.tiff");
        byte[] bmp = Samples.bytes("formats/photo.bmp");
        byte[] gif = Samples.bytes("formats/photo.gif");
        byte[] webp = Samples.bytes("formats/photo.webp");
        byte[] png = Samples.bytes("coffee.png");
        return Stream.of(
                Arguments.of("zstd.tiff", zstandard(tiff), UNSUPPORTED, "Zstandard"),
                Arguments.of("png-inside.bmp", with(bmp, 30, 5), UNSUPPORTED, "a PNG inside"),
                Arguments.of("cut.tiff", half(tiff), DAMAGED, "it ends too early"),
                Arguments.of("cut.bmp", half(bmp), DAMAGED, "it ends too early"),
                Arguments.of("cut.gif", half(gif), DAMAGED, "it ends too early"),
                Arguments.of("garbled.gif", with(gif, gif.length / 2, -1), DAMAGED, "its LZW codes make no sense"),
                Arguments.of("cut.webp", half(webp), DAMAGED, "it ends too early"),
                Arguments.of("cut.png", half(png), DAMAGED, "it ends too early"));
    }

    private static byte[] half(byte[] file) {
        return Arrays.copyOf(file, file.length / 2);
    }

    private static byte[] with(byte[] file, int offset, int value) {
        byte[] changed = file.clone();
        ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN).putInt(offset, value);
        return changed;
    }

    /** With the number of that compression in its directory. */
    private static byte[] zstandard(byte[] file) {
        byte[] changed = file.clone();
        ByteBuffer tiff = ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN);
        int entry = tiff.getInt(4) + 2;
        while (tiff.getShort(entry) != 259) {
            entry += 12;
        }
        tiff.putShort(entry + 8, (short) 50_000);
        return changed;
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("that is damaged, or of a form that is not read, has failed, in words that say why")
    @MethodSource("refused")
    void refused(String name, byte[] file, String code, String reason) throws Exception {
        JsonNode response = client.upload(name, file).json();
        JsonNode said = response.has("imageId")
                ? client.outcome("imageId=" + response.get("imageId").asText())
                : response;
        ImageOutcome outcome = Samples.outcome(said);
        assertThat(outcome.code()).isEqualTo(code);
        assertThat(outcome.message()).contains(reason);
    }

    @Test
    @DisplayName("is found by its name as the newest of that name")
    void newest() throws Exception {
        client.upload("same name.jpg", Samples.bytes("coffee.png"));
        JsonNode second =
                client.upload("same name.jpg", Samples.bytes("camera.png")).json();
        JsonNode outcome = client.outcome("filename=" + ApiClient.encoded("same name.jpg"));
        assertThat(outcome.get("imageId")).isEqualTo(second.get("imageId"));
        assertThat(outcome.get("label").asText()).isEqualTo("tripod");
    }

    private static void assertRightLabels(String sample, JsonNode receipt) throws Exception {
        assertThat(receipt.get("status").asText()).isEqualTo("PENDING");
        JsonNode byId = client.outcome("imageId=" + receipt.get("imageId").asText() + "&top=1000");
        JsonNode byName = client.outcome(
                "top=1000&filename=" + ApiClient.encoded(receipt.get("filename").asText()));
        assertThat(byName).isEqualTo(byId);
        assertThat(byId.get("labels")).hasSize(1_000);
        image(sample).check(Samples.outcome(byId));
    }

    private static ReferenceImage image(String sample) {
        return Samples.images().stream()
                .filter(image -> image.name().equals(sample))
                .findFirst()
                .orElseThrow();
    }
}
