package dev.spotter.devserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spotter.core.image.ImageBytes;
import dev.spotter.core.image.ImageLimits;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The order in which uploads are classified")
class ClassificationOrderTest {
    private static final byte[] COFFEE = Samples.bytes("coffee.png");
    private static final Duration LONG = Duration.ofSeconds(8);
    private static final Duration SHORT = Duration.ofMillis(10);

    @TempDir
    private Path data;

    @Test
    @DisplayName("puts a photo before the costly pictures that wait already, and those in the order they came")
    void quickFirst() throws Exception {
        GatedClassifier classifier = new GatedClassifier();
        try (DevServer server = start(classifier, 1)) {
            ApiClient client = new ApiClient(server.uri());
            for (int i = 1; i <= 12; i++) {
                assertThat(client.upload("costly " + i, costly(i)).status()).isEqualTo(201);
            }
            assertThat(client.upload("photo", COFFEE).status()).isEqualTo(201);
            classifier.open();
            client.outcome("filename=photo");
            client.outcome("filename=" + ApiClient.encoded("costly 12"));
            assertThat(classifier.begun().subList(0, 4))
                    .containsExactly(COFFEE.length + 1, COFFEE.length, COFFEE.length + 2, COFFEE.length + 3);
        }
    }

    @Test
    @DisplayName("leaves one worker of several to quick pictures")
    void freeWorker() throws Exception {
        GatedClassifier classifier = new GatedClassifier();
        try (DevServer server = start(classifier, 2)) {
            ApiClient client = new ApiClient(server.uri());
            for (int i = 1; i <= 3; i++) {
                assertThat(client.upload("costly " + i, costly(i)).status()).isEqualTo(201);
            }
            assertThat(client.upload("photo", COFFEE).status()).isEqualTo(201);
            while (classifier.begun().size() < 2) {
                Thread.onSpinWait();
            }
            assertThat(classifier.begun()).containsExactlyInAnyOrder(COFFEE.length + 1, COFFEE.length);
            classifier.open();
            for (int i = 1; i <= 3; i++) {
                client.outcome("filename=" + ApiClient.encoded("costly " + i));
            }
        }
    }

    @Test
    @DisplayName("gives each its turn: only what comes within four times its expected time goes before it")
    void patience() {
        Turn costly = Turn.ofUpload(0, LONG, 1);
        long patience = LONG.multipliedBy(Turn.PATIENCE)
                .minus(SHORT.multipliedBy(Turn.PATIENCE))
                .toNanos();
        Turn inTime = Turn.ofUpload(patience - 1, SHORT, 2);
        Turn tooLate = Turn.ofUpload(patience, SHORT, 3);
        List<Turn> turns = Arrays.asList(Turn.ofFound(4), tooLate, costly, inTime, Turn.ofFound(0));
        turns.sort(null);
        assertThat(turns).containsExactly(inTime, costly, tooLate, Turn.ofFound(0), Turn.ofFound(4));
    }

    @Test
    @DisplayName("goes by pixels, format, a progressive JPEG's scans and a WebP's bytes")
    void expectedTime() {
        Duration photo = expected("rocket.jpg");
        assertThat(photo).isLessThan(Duration.ofMillis(50));
        assertThat(expected("formats/progressive.jpg")).isGreaterThan(expected("formats/baseline.jpg"));
        assertThat(expected("formats/photo.webp")).isGreaterThan(expected("formats/baseline.jpg"));
        assertThat(expected("formats/photo.webp")).isLessThan(Duration.ofMillis(50));
        byte[] webp = Samples.bytes("formats/photo.webp");
        assertThat(ExpectedTime.of(ImageBytes.wrap(Arrays.copyOf(webp, 1_000_000))))
                .isGreaterThan(Duration.ofMillis(50));
        assertThat(ExpectedTime.of(ImageBytes.wrap(costly(1)))).isGreaterThan(Duration.ofSeconds(1));
    }

    private DevServer start(GatedClassifier classifier, int workers) {
        return DevServer.start(new ServerSettings("127.0.0.1", 0, data, ImageLimits.DEFAULT, 100, workers), classifier);
    }

    private static Duration expected(String sample) {
        return ExpectedTime.of(ImageBytes.wrap(Samples.bytes(sample)));
    }

    /** A PNG whose header claims 49 million pixels; told apart by its length. */
    private static byte[] costly(int more) {
        byte[] image = Arrays.copyOf(COFFEE, COFFEE.length + more);
        ByteBuffer.wrap(image).putInt(16, 7_000).putInt(20, 7_000);
        return image;
    }
}
