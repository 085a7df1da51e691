package dev.spotter.devserver;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.spotter.core.error.StorageException;
import dev.spotter.core.image.ImageLimits;
import dev.spotter.storage.internal.ClassificationQueue;
import dev.spotter.storage.limits.DataLimits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("slow")
@DisplayName("The dev server")
class DevServerTest {
    private static final byte[] COFFEE = Samples.bytes("coffee.png");
    private static final int QUEUE = 3;
    private static final int MAX_BYTES = 500_000;
    private static final int MAX_SIGNED_BYTES = 900_000;
    private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");

    private final Path data;
    private GatedClassifier classifier = new GatedClassifier();
    private DevServer server;
    private ApiClient client;

    DevServerTest(@TempDir Path data) {
        this.data = data;
        server = start(0);
        client = new ApiClient(server.uri());
    }

    @AfterEach
    void stop() {
        classifier.open();
        server.close();
    }

    @Test
    @DisplayName("answers in every way that its description has, and in no other")
    void description() throws Exception {
        String id = uploaded("coffee.png", COFFEE);
        assertThat(client.get("/predict?imageId=" + id).status()).isEqualTo(202);
        classifier.open();
        assertThat(client.outcome("imageId=" + id).get("label").asText()).isEqualTo("gate");
        assertThat(client.outcome("filename=coffee.png&top=1000").get("imageId").asText())
                .isEqualTo(id);
        assertThat(client.outcome("imageId=" + uploaded("one.png", Samples.bytes("formats/one-pixel.png")))
                        .at("/error/code")
                        .asText())
                .isEqualTo("image-damaged");

        assertProblem(client.get("/predict"), 400, "imageId");
        assertProblem(client.get("/predict?imageId=a&filename=b"), 400, "imageId");
        assertProblem(client.get("/predict?imageId=" + id + "&top=0"), 400, "top");
        assertProblem(client.get("/predict?imageId=nobody"), 404, "nobody");
        assertProblem(client.send("POST", "/upload", JSON, "{\"filename\":1}".getBytes(UTF_8)), 400, "filename");
        assertProblem(client.send("POST", "/upload", JSON, "{".getBytes(UTF_8)), 400, "JSON");
        assertProblem(client.upload("large.png", new byte[MAX_BYTES + 1]), 413, "500,000 bytes");
        assertProblem(client.uploadJson("large.png", new byte[MAX_BYTES * 2]), 413, "500,000 bytes");
        assertProblem(client.upload("notes.txt", "no image".getBytes(UTF_8)), 415, "JPEG, PNG, GIF, BMP, WebP, TIFF");
        assertProblem(client.upload("cut.png", Arrays.copyOf(COFFEE, 20)), 422, "header");
        assertProblem(client.upload("bomb.png", bomb()), 422, "60,000 x 60,000");

        assertThat(client.get("/limits").json().get("maxBytes").asInt()).isEqualTo(MAX_BYTES);
        assertThat(client.get("/healthz").status()).isEqualTo(200);
        assertThat(client.get("/openapi.yaml").text()).startsWith("openapi: 3.1");
        assertThat(client.get("/").text()).contains("<title>");
        assertThat(client.send("HEAD", "/healthz", Map.of(), new byte[0]).status())
                .isEqualTo(200);
        assertThat(client.send("DELETE", "/predict", Map.of(), new byte[0]).headers())
                .containsEntry("Allow", "GET, HEAD");
        assertThat(client.get("/upload").headers()).containsEntry("Allow", "POST");
        assertProblem(client.get("/nothing"), 404, "/nothing");
        assertProblem(client.send("POST", "/nothing", Map.of(), new byte[0]), 404, "/nothing");
        assertProblem(client.send("POST", "/", Map.of(), new byte[0]), 405, "GET");
        assertThat(client.seen())
                .contains(
                        "POST /upload -> 201",
                        "POST /upload -> 400",
                        "POST /upload -> 413",
                        "POST /upload -> 415",
                        "POST /upload -> 422",
                        "GET /predict -> 200",
                        "GET /predict -> 202",
                        "GET /predict -> 400",
                        "GET /predict -> 404",
                        "GET /limits -> 200",
                        "GET /healthz -> 200",
                        "GET /openapi.yaml -> 200",
                        "GET / -> 200");
    }

    @Test
    @DisplayName("accepts an image over the direct limit at a presigned URL, as it was signed, once")
    void signedUploads() throws Exception {
        byte[] large = Arrays.copyOf(COFFEE, MAX_BYTES + 1);
        assertProblem(client.upload("large.png", large), 413, "500,000 bytes");
        JsonNode signed =
                client.uploadUrl("a/large.png", "image/png", large.length).json();
        assertThat(signed.get("url").asText()).startsWith(server.uri() + "uploads/");
        assertThat(signed.get("filename").asText()).isEqualTo("large.png");
        String byId = "imageId=" + signed.get("imageId").asText();
        assertProblem(client.get("/predict?" + byId), 404, "no image has the id");

        assertProblem(client.sendSigned(signed, COFFEE), 403, "fewer");
        assertProblem(client.sendSigned(signed, new byte[MAX_SIGNED_BYTES * 2]), 403, "more");
        String address = signed.get("url").asText();
        assertProblem(client.send("PUT", address, Map.of("Content-Type", "image/jpeg"), large), 403, "image/png");
        assertProblem(client.send("PUT", address + "x", Map.of(), large), 403, "was changed");
        assertProblem(client.sendSigned(signed, new byte[large.length]), 415, "JPEG");
        assertProblem(client.send("GET", address, Map.of(), new byte[0]), 405, "PUT");

        assertThat(client.sendSigned(signed, large).status()).isEqualTo(201);
        assertProblem(client.sendSigned(signed, large), 409, "already stored");
        classifier.open();
        assertThat(client.outcome(byId).get("filename").asText()).isEqualTo("large.png");
        assertProblem(client.sendSigned(signed, large), 409, "already stored");

        assertProblem(client.uploadUrl("a", "image/png", MAX_SIGNED_BYTES + 1), 413, "900,000 bytes");
        assertProblem(client.uploadUrl("a", "image/svg+xml", 1), 415, "content type");
        assertProblem(client.uploadUrl("..", "image/png", 1), 400, "filename");
        assertProblem(client.get("/upload-url"), 405, "POST");
    }

    @Test
    @DisplayName("refuses a signed upload while the queue is full, and accepts it later")
    void signedWhileBusy() throws Exception {
        for (int i = 0; i < QUEUE; i++) {
            uploaded("waits " + i, COFFEE);
        }
        JsonNode signed =
                client.uploadUrl("late.png", "image/png", COFFEE.length).json();
        assertProblem(client.sendSigned(signed, COFFEE), 503, "3 images are waiting");
        classifier.open();
        client.outcome("filename=" + ApiClient.encoded("waits " + (QUEUE - 1)));
        assertThat(client.sendSigned(signed, COFFEE).status()).isEqualTo(201);
    }

    @Test
    @DisplayName("refuses uploads while too many wait, keeps nothing of them, and takes them later")
    void busy() throws Exception {
        for (int i = 0; i < QUEUE; i++) {
            uploaded("waits " + i, COFFEE);
        }
        ApiClient.Response refused = client.upload("one too many", COFFEE);
        assertProblem(refused, 503, "3 images are waiting");
        assertThat(Integer.parseInt(refused.headers().get("Retry-After"))).isPositive();
        assertThat(client.get("/predict?filename=" + ApiClient.encoded("one too many"))
                        .status())
                .isEqualTo(404);
        classifier.open();
        client.outcome("filename=" + ApiClient.encoded("waits " + (QUEUE - 1)));
        client.outcome("imageId=" + uploaded("one too many", COFFEE));
    }

    @Test
    @DisplayName("retries a transient failure, and saves FAILED after three attempts")
    void attempts() throws Exception {
        classifier.open();
        classifier.failInPassing(ClassificationQueue.ATTEMPTS - 1);
        assertThat(client.outcome("imageId=" + uploaded("passes", COFFEE))
                        .get("status")
                        .asText())
                .isEqualTo("CLASSIFIED");
        classifier.failInPassing(ClassificationQueue.ATTEMPTS);
        JsonNode failed = client.outcome("imageId=" + uploaded("stays", COFFEE));
        assertThat(failed.get("status").asText()).isEqualTo("FAILED");
        assertThat(failed.at("/error/message").asText()).isEqualTo("the model is busy");
    }

    @Test
    @DisplayName("knows every outcome after a restart, and classifies nothing that has one")
    void restart() throws Exception {
        classifier.open();
        String id = uploaded("kept \"quoted\" ☕.png", COFFEE);
        String damaged = uploaded("damaged.png", Samples.bytes("formats/one-pixel.png"));
        JsonNode before = client.outcome("imageId=" + id);
        JsonNode failed = client.outcome("imageId=" + damaged);
        restarted(settings());
        assertThat(client.get("/predict?imageId=" + id).json()).isEqualTo(before);
        assertThat(client.get("/predict?imageId=" + damaged).json()).isEqualTo(failed);
        assertThat(client.get("/predict?filename=" + ApiClient.encoded("kept \"quoted\" ☕.png"))
                        .json())
                .isEqualTo(before);
        classifier.open();
        client.outcome("imageId=" + uploaded("next.png", COFFEE));
        assertThat(classifier.calls()).isEqualTo(1);
    }

    @Test
    @DisplayName("classifies what is stored without an outcome after a restart, also where the database has lost it")
    void lostPredictions() throws Exception {
        classifier.open();
        String id = uploaded("kept.png", COFFEE);
        JsonNode before = client.outcome("imageId=" + id);
        server.close();
        Files.delete(data.resolve("images/predictions.db"));
        classifier = new GatedClassifier();
        begin(settings());
        classifier.open();
        JsonNode after = client.outcomeOfSigned("imageId=" + id);
        assertThat(after.get("filename").asText()).isEqualTo("kept.png");
        assertThat(after.get("uploadedAt")).isEqualTo(before.get("uploadedAt"));
        assertThat(classifier.calls()).isEqualTo(1);
    }

    @Test
    @DisplayName("keeps another model's labels after a restart, and asks for new ones where it is told to")
    void otherModel() throws Exception {
        classifier.open();
        String id = uploaded("kept.png", COFFEE);
        JsonNode before = client.outcome("imageId=" + id);
        server.close();
        classifier = new GatedClassifier("2");
        begin(settings());
        assertThat(client.get("/predict?imageId=" + id).json()).isEqualTo(before);
        classifier.open();
        assertThat(client.outcome("imageId=" + uploaded("new.png", COFFEE))
                        .at("/model/version")
                        .asText())
                .isEqualTo("2");
        server.close();
        classifier = new GatedClassifier("2");
        begin(settings().toBuilder().reclassify(true).build());
        assertThat(client.get("/predict?imageId=" + id).json()).isEqualTo(before);
        classifier.open();
        JsonNode after = before;
        while (after.equals(before)) {
            after = client.get("/predict?imageId=" + id).json();
        }
        assertThat(after.at("/model/version").asText()).isEqualTo("2");
        server.close();
        assertThat(classifier.calls()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "other bytes",
                "image a directory",
                "metadata huge",
                "metadata garbage",
                "metadata a directory",
                "metadata missing"
            })
    @DisplayName("fails an image whose files were changed, for good, never classifies it, and starts all the same")
    void changedFiles(String change) throws Exception {
        String id = uploaded("a.png", COFFEE);
        String next = uploaded("b.png", COFFEE);
        change(data.resolve("images").resolve(next.substring(0, 2)).resolve(next), change);
        classifier.open();
        assertThat(client.outcome("imageId=" + id).get("status").asText()).isEqualTo("CLASSIFIED");
        JsonNode failed = client.outcome("imageId=" + next);
        assertThat(failed.get("status").asText()).isEqualTo("FAILED");
        assertThat(failed.at("/error/code").asText()).isEqualTo("storage-failed");
        assertThat(failed.at("/error/message").asText()).contains(next, "damaged");
        assertThat(classifier.calls()).isEqualTo(1);
        server.close();
        Files.delete(data.resolve("images/predictions.db"));
        begin(settings());
        assertThat(client.outcomeOfSigned("imageId=" + id).get("status").asText())
                .isEqualTo("CLASSIFIED");
        client.outcome("imageId=" + uploaded("c.png", COFFEE));
    }

    private static void change(Path image, String change) throws IOException {
        Path metadata = image.resolveSibling(image.getFileName() + ".properties");
        switch (change) {
            case "other bytes" -> {
                byte[] other = COFFEE.clone();
                other[other.length - 20] ^= 1;
                Files.write(image, other);
            }
            case "image a directory" -> Files.createDirectory(deleted(image));
            case "metadata huge" -> Files.write(metadata, new byte[60 << 20]);
            case "metadata garbage" -> Files.write(metadata, new byte[] {'\\', 'u', 'x', 0, -1, '='});
            case "metadata a directory" ->
                Files.createDirectories(deleted(metadata).resolve("in it"));
            case "metadata missing" -> deleted(metadata);
            default -> throw new AssertionError(change);
        }
    }

    private static Path deleted(Path file) throws IOException {
        Files.delete(file);
        return file;
    }

    @Test
    @DisplayName(
            "refuses uploads over the limit of images, of bytes and of the disk, by the limit, before it stores them")
    void full() throws Exception {
        classifier.open();
        client.outcome("imageId=" + uploaded("first.png", COFFEE));
        restarted(settings().toBuilder()
                .dataLimits(new DataLimits(2, 1L << 40, DataLimits.LEAST_FREE_BYTES))
                .build());
        uploaded("second.png", COFFEE);
        assertFull("2 images", "which is its limit");
        restarted(settings().toBuilder()
                .dataLimits(new DataLimits(10, 1_000_000, DataLimits.LEAST_FREE_BYTES))
                .build());
        assertFull("1,000,000 bytes", "take up its limit");
        restarted(settings().toBuilder()
                .dataLimits(new DataLimits(10, 1L << 40, 1L << 60))
                .build());
        assertFull("disk is nearly full", "bytes of it free");
        try (Stream<Path> files = Files.walk(data.resolve("images"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".properties")))
                    .hasSize(2);
        }
    }

    @Test
    @DisplayName("lets images wait while its data directory is missing, and classifies them when it is back")
    void missingDirectory() throws Exception {
        String first = uploaded("first.png", COFFEE);
        String second = uploaded("second.png", COFFEE);
        Path images = data.resolve("images");
        Path away = Files.move(images, data.resolve("away"));
        classifier.open();
        assertThat(client.outcome("imageId=" + first).get("label").asText()).isEqualTo("gate");
        assertProblem(client.upload("third.png", COFFEE), 503, "missing");
        assertThat(client.get("/predict?imageId=" + second).status()).isEqualTo(202);
        assertThat(images).doesNotExist();
        assertThat(client.get("/metrics").text()).contains("spotter_data_directory_present 0.0");
        Files.move(away, images);
        assertThat(client.outcome("imageId=" + second).get("label").asText()).isEqualTo("gate");
        assertThat(client.get("/metrics").text())
                .contains("spotter_data_directory_present 1.0")
                .doesNotContain("THROWN");
        client.outcome("imageId=" + uploaded("third.png", COFFEE));
    }

    @Test
    @DisplayName("finishes what it accepted before it stops, and refuses more meanwhile")
    void gracefulStop() throws Exception {
        uploaded("first", COFFEE);
        uploaded("second", COFFEE);
        CompletableFuture<Void> stopped = CompletableFuture.runAsync(server::close);
        while (client.upload("late", COFFEE).status() == 201) {
            // The stop has not begun yet.
            assertThat(stopped).isNotDone();
        }
        assertThat(client.get("/predict?filename=second").status()).isEqualTo(202);
        classifier.open();
        stopped.get();
        assertThat(classifier.calls()).isGreaterThanOrEqualTo(2);
    }

    @Test
    @DisplayName("serves the page with a strict content security policy")
    void page() throws Exception {
        ApiClient.Response page = client.get("/");
        assertThat(page.headers().get("Content-Type")).startsWith("text/html");
        assertThat(page.headers().get("Content-Security-Policy"))
                .contains("default-src 'self'")
                .doesNotContain("unsafe");
        assertThat(page.headers()).containsEntry("X-Content-Type-Options", "nosniff");
    }

    @Test
    @DisplayName("responds to a malformed request with a problem too")
    void unreadable() throws Exception {
        try (Socket socket = new Socket(server.uri().getHost(), server.uri().getPort())) {
            socket.getOutputStream().write("GET /%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".getBytes(UTF_8));
            String response = new String(socket.getInputStream().readAllBytes(), UTF_8);
            assertThat(response)
                    .startsWith("HTTP/1.1 400")
                    .contains("application/problem+json")
                    .contains("cannot be read as HTTP");
        }
    }

    @Test
    @DisplayName("reports a port or a directory that is in use")
    void taken() {
        assertThatExceptionOfType(StorageException.class).isThrownBy(() -> start(0));
        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> DevServer.start(settings(server.uri().getPort(), data.resolve("other")), classifier));
    }

    @Test
    @DisplayName("keeps its directory to itself, also where the lock file was deleted, and nothing of it is touched")
    void lockDeleted() throws Exception {
        String id = uploaded("coffee.png", COFFEE);
        Files.delete(data.resolve("images/.lock"));
        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(() -> start(0))
                .withMessageContaining("in use by another Spotter");
        assertThat(data.resolve("images/.lock")).doesNotExist();
        classifier.open();
        assertThat(client.outcome("imageId=" + id).get("label").asText()).isEqualTo("gate");
    }

    private void assertFull(String limit, String option) throws Exception {
        ApiClient.Response refused = client.upload("one too many", COFFEE);
        assertProblem(refused, 507, limit);
        assertThat(refused.json().get("code").asText()).isEqualTo("storage-full");
        assertThat(refused.json().get("detail").asText()).contains(option, "raise the limit");
        assertThat(client.get("/predict?filename=" + ApiClient.encoded("one too many"))
                        .status())
                .isEqualTo(404);
    }

    private DevServer start(int port) {
        return DevServer.start(settings(port, data.resolve("images")), classifier);
    }

    private void restarted(ServerSettings settings) {
        classifier.open();
        server.close();
        classifier = new GatedClassifier();
        begin(settings);
    }

    private void begin(ServerSettings settings) {
        server = DevServer.start(settings, classifier);
        client = new ApiClient(server.uri());
    }

    private ServerSettings settings() {
        return settings(0, data.resolve("images"));
    }

    private static ServerSettings settings(int port, Path directory) {
        ImageLimits limits = ImageLimits.DEFAULT.withMaxBytes(MAX_BYTES);
        return ServerSettings.builder(directory)
                .http(HttpSettings.on("127.0.0.1", port))
                .limits(limits)
                .maxSignedBytes(MAX_SIGNED_BYTES)
                .queueLength(QUEUE)
                .workers(1)
                .build();
    }

    private String uploaded(String filename, byte[] image) throws Exception {
        ApiClient.Response response = client.upload(filename, image);
        assertThat(response.status()).as(response.text()).isEqualTo(201);
        assertThat(response.headers().get("Location"))
                .isEqualTo(response.json().get("predictionUrl").asText());
        return response.json().get("imageId").asText();
    }

    private static void assertProblem(ApiClient.Response response, int status, String detail) throws Exception {
        assertThat(response.status()).isEqualTo(status);
        assertThat(response.json().get("status").asInt()).isEqualTo(status);
        assertThat(response.json().get("detail").asText()).contains(detail);
    }

    /** A PNG whose header claims 60,000 x 60,000 pixels. */
    private static byte[] bomb() {
        byte[] bomb = COFFEE.clone();
        ByteBuffer.wrap(bomb).putInt(16, 60_000).putInt(20, 60_000);
        return bomb;
    }
}
