package dev.spotter.devserver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.spotter.core.application.UploadSigning;
import dev.spotter.core.image.ImageLimits;
import dev.spotter.local.djl.DjlClassifier;
import dev.spotter.local.model.ClassifierSettings;
import dev.spotter.tck.ReferencePicture;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("An uploaded sample")
class SampleUploadTest {
    @TempDir
    private static Path data;

    private static DjlClassifier classifier;
    private static DevServer server;
    private static ApiClient client;

    @BeforeAll
    static void start() {
        classifier = DjlClassifier.open(ClassifierSettings.from(System.getenv())
                .withLimits(ImageLimits.DEFAULT.withMaxBytes(UploadSigning.DEFAULT_MAX_BYTES)));
        server = DevServer.start(new ServerSettings("127.0.0.1", 0, data, ImageLimits.DEFAULT, 100, 2), classifier);
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
    @DisplayName("enlarged to 20 MB gets its label by a signed address")
    void signed() throws Exception {
        byte[] photo = coffeeOf20Megabytes();
        assertThat(client.upload("large.bmp", photo).status()).isEqualTo(413);
        JsonNode signed =
                client.uploadUrl("large.bmp", "image/bmp", photo.length).json();
        String byId = "imageId=" + signed.get("imageId").asText();
        assertThat(client.get("/predict?" + byId).status()).isEqualTo(404);
        ApiClient.Answer receipt = client.sendSigned(signed, photo);
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
        ApiClient.Answer answer = client.upload("raw " + sample, Samples.bytes(sample));
        assertThat(answer.status()).isEqualTo(201);
        JsonNode receipt = answer.json();
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
        ApiClient.Answer answer = client.uploadJson("json-" + sample.replace('/', '-'), Samples.bytes(sample));
        assertThat(answer.status()).isEqualTo(201);
        assertRightLabels(sample, answer.json());
    }

    @ParameterizedTest
    @DisplayName("that is odd gets the reference's labels or is refused, in any order")
    @ValueSource(ints = {1, 2, 3})
    void odd(int order) throws Exception {
        List<ReferencePicture> pictures = new ArrayList<>(Samples.oddPictures());
        Collections.shuffle(pictures, new Random(order));
        List<JsonNode> receipts = new ArrayList<>();
        for (ReferencePicture picture : pictures) {
            receipts.add(client.upload(picture.name(), Samples.bytes("cases/" + picture.name()))
                    .json());
        }
        for (int i = 0; i < receipts.size(); i++) {
            JsonNode receipt = receipts.get(i);
            JsonNode said = receipt.has("imageId")
                    ? client.outcome(
                            "top=1000&imageId=" + receipt.get("imageId").asText())
                    : receipt;
            pictures.get(i).check(Samples.outcome(said));
        }
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
        picture(sample).check(Samples.outcome(byId));
    }

    private static ReferencePicture picture(String sample) {
        return Samples.pictures().stream()
                .filter(picture -> picture.name().equals(sample))
                .findFirst()
                .orElseThrow();
    }
}
