package dev.spotter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.spotter.devserver.ApiClient;
import dev.spotter.devserver.RawConnection;
import dev.spotter.devserver.Samples;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The server as it was built, with 256 MB of heap")
class ServerIT {
    private static final List<String> IMAGES = List.of("coffee.png", "camera.png", "rocket.jpg", "chelsea.png");

    @TempDir
    private Path data;

    @Test
    @DisplayName("classifies each of 200 uploads from 16 clients at once")
    void load() throws Exception {
        try (SpotterProcess spotter = start()) {
            ApiClient client = spotter.awaitClient();
            Set<String> ids = new HashSet<>();
            for (String id : inParallel(16, 200, i -> upload(client, "load " + i, sample(i)))) {
                ids.add(id);
            }
            assertThat(ids).hasSize(200);
            for (int i = 0; i < 200; i++) {
                JsonNode outcome = client.outcome("filename=" + ApiClient.encoded("load " + i));
                String expected = Samples.expected(IMAGES.get(i % IMAGES.size()))
                        .at("/top5/0/label")
                        .asText();
                assertThat(outcome.get("label").asText()).isEqualTo(expected);
                assertThat(ids.remove(outcome.get("imageId").asText())).isTrue();
            }
            assertThat(ids).isEmpty();
        }
    }

    @Test
    @DisplayName(
            "takes uploads of the largest size as JSON from 16 clients at once, and refuses larger ones by the limit")
    void largeUploads() throws Exception {
        try (SpotterProcess spotter = start()) {
            ApiClient client = spotter.awaitClient();
            byte[] large = Arrays.copyOf(Samples.bytes("rocket.jpg"), 10 << 20);
            for (String id : inParallel(16, 16, i -> id(client.uploadJson("large " + i, large)))) {
                assertThat(client.outcome("imageId=" + id).get("label").asText())
                        .isEqualTo("missile");
            }
            ApiClient.Response refused = client.upload("too large", new byte[40 << 20]);
            assertThat(refused.status()).isEqualTo(413);
            assertThat(refused.json().get("detail").asText()).contains("10,485,760 bytes");
            assertThat(client.get("/healthz").status()).isEqualTo(200);
        }
    }

    @Test
    @DisplayName("takes uploads of 25 MiB at presigned URLs from 8 clients at once")
    void largeSignedUploads() throws Exception {
        try (SpotterProcess spotter = start()) {
            ApiClient client = spotter.awaitClient();
            byte[] large = Arrays.copyOf(Samples.bytes("rocket.jpg"), 25 << 20);
            for (String id : inParallel(8, 8, i -> id(sendSigned(client, "large " + i, large)))) {
                assertThat(client.outcome("imageId=" + id).get("label").asText())
                        .isEqualTo("missile");
            }
            assertThat(client.uploadUrl("too large", "image/jpeg", large.length + 1)
                            .status())
                    .isEqualTo(413);
        }
    }

    @Test
    @DisplayName("serves other clients while large bodies stop or trickle, on any path")
    void slowLargeBodies() throws Exception {
        List<RawConnection> slow = new ArrayList<>();
        try (SpotterProcess spotter = start()) {
            URI server = spotter.awaitUrl();
            ApiClient client = spotter.client(server);
            upload(client, "before", Samples.bytes("coffee.png"));
            for (int sent : List.of(1, 1 << 20, 9 << 20, 10 << 20, 10 << 20)) {
                for (String path : List.of("/upload?filename=slow", "/nothing")) {
                    RawConnection connection = new RawConnection(server);
                    slow.add(connection);
                    connection.send(
                            "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 15000000\r\n\r\n");
                    connection.send(new byte[sent]);
                }
            }
            byte[] large = Arrays.copyOf(Samples.bytes("rocket.jpg"), 10 << 20);
            long start = System.nanoTime();
            id(client.uploadJson("large", large));
            assertThat(client.get("/healthz").status()).isEqualTo(200);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(8));
            assertThat(spotter.errors()).doesNotContain("Exception", "\tat ");
        } finally {
            for (RawConnection connection : slow) {
                connection.close();
            }
        }
    }

    @Test
    @DisplayName("accepts 135 images that need all memory from 8 clients, still works, and frees the memory")
    void memoryBombs() throws Exception {
        List<byte[]> bombs = List.of(resource("webp-65536-code-groups.webp"), resource("webp-14000-code-groups.webp"));
        try (SpotterProcess spotter = start()) {
            ApiClient client = spotter.awaitClient();
            classifyAll(client, 16, IMAGES.stream().map(Samples::bytes).toList());
            long before = spotter.liveHeapBytes();
            classifyAll(client, 135, bombs);
            assertThat(client.get("/healthz").status()).isEqualTo(200);
            String after = upload(client, "after", Samples.bytes("coffee.png"));
            assertThat(client.outcome("imageId=" + after).get("label").asText()).isEqualTo("espresso");
            assertThat(spotter.liveHeapBytes()).isLessThan(before + before / 5);
            assertThat(spotter.errors()).doesNotContain("OutOfMemoryError");
        }
    }

    @Test
    @DisplayName("ends a body that comes a byte at a time")
    void trickle() throws Exception {
        try (SpotterProcess spotter = start();
                RawConnection slow = new RawConnection(spotter.awaitUrl())) {
            slow.send("POST /upload?filename=slow HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\n");
            for (int sent = 0; sent < 100 && !slow.isAnsweredWithin(Duration.ofMillis(500)); sent++) {
                slow.send(new byte[1]);
            }
            assertThat(slow.status()).contains(" 408 ");
        }
    }

    @Test
    @DisplayName("gives each of 1,000 damaged images a clear refusal or an outcome, and still works")
    void damage() throws Exception {
        try (SpotterProcess spotter = start()) {
            ApiClient client = spotter.awaitClient();
            List<byte[]> damaged = damaged(1_000);
            List<ApiClient.Response> responses =
                    inParallel(4, damaged.size(), i -> uploadPatiently(client, "damaged " + i, damaged.get(i)));
            int accepted = 0;
            for (ApiClient.Response response : responses) {
                if (response.status() == 201) {
                    accepted++;
                    JsonNode outcome = client.outcome("imageId=" + id(response));
                    assertThat(outcome.get("status").asText()).isIn("CLASSIFIED", "FAILED");
                    assertThat(outcome.at("/error/code").asText()).isNotEqualTo("internal");
                } else {
                    assertThat(response.status()).isIn(400, 413, 415, 422);
                    assertThat(response.json().get("detail").asText()).isNotBlank();
                }
            }
            assertThat(accepted).isPositive().isLessThan(damaged.size());
            for (byte[] bomb : bombs()) {
                ApiClient.Response refused = client.upload("bomb", bomb);
                assertThat(refused.status()).isEqualTo(422);
                assertThat(refused.json().get("detail").asText()).contains("60,000 x 60,000");
            }
            assertThat(client.outcome("imageId=" + upload(client, "after", Samples.bytes("coffee.png")))
                            .get("label")
                            .asText())
                    .isEqualTo("espresso");
        }
    }

    @Test
    @DisplayName("killed 20 times during uploads has, or gets, an outcome for all that it answered with 201, and keeps "
            + "each outcome")
    void killed() throws Exception {
        Queue<String> accepted = new ConcurrentLinkedQueue<>();
        Map<String, JsonNode> outcomes = new HashMap<>();
        byte[] image = Samples.bytes("formats/baseline.jpg");
        for (int round = 0; round < 20; round++) {
            int beforeKill = 1 + new Random(round).nextInt(12);
            try (SpotterProcess spotter = start()) {
                ApiClient client = spotter.awaitClient();
                assertKept(client, outcomes);
                int target = accepted.size() + beforeKill;
                ExecutorService clients = Executors.newFixedThreadPool(4);
                try {
                    List<Future<?>> uploads = new ArrayList<>();
                    for (int i = 0; i < 4; i++) {
                        uploads.add(clients.submit(() -> uploadUntilGone(client, image, accepted)));
                    }
                    while (accepted.size() < target) {
                        readOutcomes(client, accepted, outcomes);
                    }
                    spotter.kill();
                    for (Future<?> upload : uploads) {
                        upload.get();
                    }
                } finally {
                    clients.shutdownNow();
                }
            }
        }
        assertThat(outcomes).isNotEmpty();
        try (SpotterProcess spotter = start()) {
            ApiClient client = spotter.awaitClient();
            assertKept(client, outcomes);
            for (String id : accepted) {
                JsonNode outcome = client.outcome("imageId=" + id);
                assertThat(outcome.get("status").asText()).isEqualTo("CLASSIFIED");
                assertThat(outcome.get("label").asText()).isEqualTo("espresso");
            }
            // One that was classified again would have another time of it.
            assertKept(client, outcomes);
        }
    }

    @Test
    @DisplayName(
            "killed with 2,000 images knows all outcomes at once, classifies none again, and names what it cannot read")
    void restarted() throws Exception {
        Map<String, JsonNode> outcomes = new HashMap<>();
        byte[] image = onePixel();
        String unreadable;
        try (SpotterProcess spotter = start()) {
            URI server = spotter.awaitUrl();
            ApiClient client = spotter.client(server);
            List<String> ids;
            try (RawConnection resting = new RawConnection(server)) {
                assertThat(resting.send("GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n")
                                .status())
                        .endsWith("200 OK");
                ids = inParallel(4, 2_000, i -> id(uploadPatiently(client, "image " + i, image)));
                // It rested for about a minute.
                resting.send("GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
                assertThat(resting.response()).contains("HTTP/1.1 200 OK");
            }
            for (String id : ids) {
                outcomes.put(id, client.outcome("imageId=" + id));
            }
            unreadable = ids.get(0);
            spotter.kill();
        }
        Path metadata = data.resolve(unreadable.substring(0, 2)).resolve(unreadable + ".properties");
        Files.write(metadata, new byte[60 << 20]);
        String unknown = unreadable.substring(0, 25) + (unreadable.endsWith("0") ? "1" : "0");
        Files.writeString(data.resolve(unreadable.substring(0, 2)).resolve(unknown), "an image without metadata");
        try (SpotterProcess spotter = start()) {
            ApiClient client = spotter.awaitClient();
            assertKept(client, outcomes);
            client.outcome("imageId=" + upload(client, "next", image));
            assertThat(spotter.errors()).contains(unknown).doesNotContain("are classified", "\tat ");
            assertKept(client, outcomes);
        }
    }

    @Test
    @DisplayName("stopped by a signal finishes what it accepted and says so")
    void stopped() throws Exception {
        try (SpotterProcess spotter = start()) {
            ApiClient client = spotter.awaitClient();
            inParallel(8, 40, i -> upload(client, "before the stop " + i, sample(i)));
            spotter.stop();
            assertThat(spotter.errors()).contains("finished first").doesNotContain("still waiting");
        }
    }

    private SpotterProcess start() throws IOException {
        return SpotterProcess.serveWithSmallHeap(data);
    }

    private static byte[] sample(int i) {
        return Samples.bytes(IMAGES.get(i % IMAGES.size()));
    }

    private static String upload(ApiClient client, String filename, byte[] image) throws Exception {
        return id(client.upload(filename, image));
    }

    private static String id(ApiClient.Response response) throws IOException {
        assertThat(response.status()).as(response.text()).isEqualTo(201);
        return response.json().get("imageId").asText();
    }

    private static ApiClient.Response sendSigned(ApiClient client, String filename, byte[] image) throws Exception {
        JsonNode signed = client.uploadUrl(filename, "image/jpeg", image.length).json();
        ApiClient.Response response = client.sendSigned(signed, image);
        while (response.status() == 503) {
            response = client.sendSigned(signed, image);
        }
        return response;
    }

    /** A full queue is no failure: the response says to come back. */
    private static ApiClient.Response uploadPatiently(ApiClient client, String filename, byte[] image)
            throws Exception {
        ApiClient.Response response = client.upload(filename, image);
        while (response.status() == 503) {
            response = client.upload(filename, image);
        }
        return response;
    }

    private static byte[] onePixel() throws IOException {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB), "png", png);
        return png.toByteArray();
    }

    /** Adds what is known by now of one of those that nothing was known of. */
    private static void readOutcomes(ApiClient client, Queue<String> accepted, Map<String, JsonNode> outcomes)
            throws Exception {
        for (String id : accepted) {
            if (!outcomes.containsKey(id)) {
                ApiClient.Response response = client.get("/predict?imageId=" + id);
                if (response.status() == 200) {
                    outcomes.put(id, response.json());
                }
                return;
            }
        }
    }

    private static void assertKept(ApiClient client, Map<String, JsonNode> outcomes) throws Exception {
        for (Map.Entry<String, JsonNode> outcome : outcomes.entrySet()) {
            ApiClient.Response response = client.get("/predict?imageId=" + outcome.getKey());
            assertThat(response.status()).isEqualTo(200);
            assertThat(response.json()).isEqualTo(outcome.getValue());
        }
    }

    private static Void uploadUntilGone(ApiClient client, byte[] image, Queue<String> accepted) throws Exception {
        while (true) {
            ApiClient.Response response;
            try {
                response = client.upload("photo.jpg", image);
            } catch (IOException e) {
                return null;
            }
            if (response.status() == 201) {
                accepted.add(id(response));
            }
        }
    }

    /** Uploads images in turn from 8 clients, and waits until each has its outcome. */
    private static void classifyAll(ApiClient client, int count, List<byte[]> images) throws Exception {
        List<ApiClient.Response> responses =
                inParallel(8, count, i -> uploadPatiently(client, "image " + i, images.get(i % images.size())));
        for (ApiClient.Response response : responses) {
            assertThat(client.outcome("imageId=" + id(response)).get("status").asText())
                    .isIn("CLASSIFIED", "FAILED");
        }
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = ServerIT.class.getResourceAsStream(name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        }
    }

    private interface Job<T> {
        T run(int number) throws Exception;
    }

    private static <T> List<T> inParallel(int threads, int count, Job<T> job) throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(threads);
        try {
            List<Callable<T>> jobs = IntStream.range(0, count)
                    .<Callable<T>>mapToObj(i -> () -> job.run(i))
                    .toList();
            List<T> results = new ArrayList<>();
            for (Future<T> result : clients.invokeAll(jobs)) {
                results.add(result.get());
            }
            return results;
        } finally {
            clients.shutdownNow();
        }
    }

    /** Samples with bytes flipped, cut off, or with a piece of another one in their middle; always the same. */
    private static List<byte[]> damaged(int count) {
        Random random = new Random(1);
        List<byte[]> samples = Samples.names().stream().map(Samples::bytes).toList();
        List<byte[]> damaged = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] image = samples.get(i % samples.size()).clone();
            byte[] other = samples.get(random.nextInt(samples.size()));
            switch (i / samples.size() % 3) {
                case 0 -> flip(image, random);
                case 1 -> image = Arrays.copyOf(image, random.nextInt(image.length));
                default -> {
                    int length = 1 + random.nextInt(Math.min(image.length, other.length) - 1);
                    System.arraycopy(other, 0, image, random.nextInt(image.length - length), length);
                }
            }
            damaged.add(image);
        }
        return damaged;
    }

    private static void flip(byte[] image, Random random) {
        int flips = 1 + random.nextInt(20);
        for (int i = 0; i < flips; i++) {
            image[random.nextInt(random.nextBoolean() ? Math.min(256, image.length) : image.length)] ^=
                    (byte) (1 << random.nextInt(8));
        }
    }

    /** A PNG and a JPEG that claim 60,000 x 60,000 pixels. */
    private static List<byte[]> bombs() {
        byte[] png = Samples.bytes("coffee.png");
        ByteBuffer.wrap(png).putInt(16, 60_000).putInt(20, 60_000);
        byte[] jpeg = Samples.bytes("formats/baseline.jpg");
        for (int i = 0; i < jpeg.length - 9; i++) {
            if ((jpeg[i] & 0xFF) == 0xFF && (jpeg[i + 1] & 0xFF) == 0xC0) {
                ByteBuffer.wrap(jpeg).putShort(i + 5, (short) 60_000).putShort(i + 7, (short) 60_000);
                return List.of(png, jpeg);
            }
        }
        throw new AssertionError("the JPEG has no frame header");
    }
}
