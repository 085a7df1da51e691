package dev.spotter.devserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The order in which uploads are classified")
class ClassificationOrderTest {
    private static final byte[] COFFEE = Samples.bytes("coffee.png");

    @TempDir
    private Path data;

    @Test
    @DisplayName("puts a photo before waiting costly images, and those in the order in which they arrived")
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
    @DisplayName("leaves one worker of several to quick images")
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
    @DisplayName("does not delay a client's upload by many uploads of another client")
    void clientsTakeTurns() throws Exception {
        GatedClassifier classifier = new GatedClassifier();
        try (DevServer server = start(classifier, 1)) {
            ApiClient many = new ApiClient(server.uri());
            for (int i = 1; i <= 12; i++) {
                assertThat(many.upload("many " + i, claiming(3_000, i)).status())
                        .isEqualTo(201);
            }
            uploadFromElsewhere(server, claiming(3_000, 0), "201");
            classifier.open();
            many.outcome("filename=" + ApiClient.encoded("many 12"));
            assertThat(classifier.begun().subList(0, 8)).contains(COFFEE.length);
        }
    }

    @Test
    @DisplayName("reserves an eighth of the places for clients with few images in the queue")
    void placesAreShared() throws Exception {
        GatedClassifier classifier = new GatedClassifier();
        try (DevServer server = DevServer.start(
                ServerSettings.builder(data).queueLength(16).workers(1).build(), classifier)) {
            ApiClient many = new ApiClient(server.uri());
            for (int i = 0; i < 14; i++) {
                assertThat(many.upload("many " + i, COFFEE).status()).isEqualTo(201);
            }
            ApiClient.Response refused = many.upload("one too many", COFFEE);
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.json().get("detail").asText()).startsWith("14 of your images are waiting already");
            uploadFromElsewhere(server, COFFEE, "201");
            uploadFromElsewhere(server, COFFEE, "201");
            uploadFromElsewhere(server, COFFEE, "503");
            classifier.open();
            many.outcome("filename=" + ApiClient.encoded("many 13"));
        }
    }

    private DevServer start(GatedClassifier classifier, int workers) {
        return DevServer.start(
                ServerSettings.builder(data).queueLength(100).workers(workers).build(), classifier);
    }

    /** As a client with another address than this machine's usual one does; Linux gives it all of 127.0.0.0/8. */
    private static void uploadFromElsewhere(DevServer server, byte[] image, String status) throws IOException {
        try (RawConnection elsewhere = new RawConnection(server.uri(), InetAddress.getByName("127.0.0.2"))) {
            elsewhere.send("POST /upload?filename=elsewhere HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n\r\n"
                    .formatted(image.length));
            assertThat(elsewhere.send(image).status()).contains(status);
        } catch (BindException e) {
            assumeTrue(false, "this system has only one loopback address");
        }
    }

    /** A PNG whose header claims 49 million pixels; told apart by its length. */
    private static byte[] costly(int more) {
        return claiming(7_000, more);
    }

    private static byte[] claiming(int side, int more) {
        byte[] image = Arrays.copyOf(COFFEE, COFFEE.length + more);
        ByteBuffer.wrap(image).putInt(16, side).putInt(20, side);
        return image;
    }
}
