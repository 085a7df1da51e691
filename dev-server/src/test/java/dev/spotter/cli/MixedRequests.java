package dev.spotter.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.spotter.core.image.ImageBytes;
import dev.spotter.core.image.ImageFormat;
import dev.spotter.devserver.ApiClient;
import dev.spotter.devserver.Samples;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/**
 * Requests of all kinds to a server, as a person, a program and an attacker send them: images of all formats, large,
 * odd and damaged ones, bombs, forms, presigned uploads, deletions, look-ups, the page. Thread-safe.
 */
final class MixedRequests {
    /** The server is busy now and then, and says so. An image that never arrived cannot be deleted: 403. */
    private static final Set<Integer> EXPECTED =
            Set.of(200, 201, 202, 204, 207, 400, 403, 404, 405, 413, 415, 422, 503, 507);

    private static final int LARGE_SIDE = 5_000;
    private static final int REMEMBERED = 1_000;

    private final ApiClient client;
    private final List<byte[]> images = new ArrayList<>();
    private final List<byte[]> large = new ArrayList<>();
    private final ConcurrentLinkedQueue<Stored> stored = new ConcurrentLinkedQueue<>();

    private record Stored(String id, String deletionToken) {}

    MixedRequests(ApiClient client) {
        this.client = client;
        Samples.names().forEach(name -> images.add(Samples.bytes(name)));
        images.addAll(oddImages());
        for (String format : List.of("jpg", "png", "tiff", "bmp")) {
            large.add(largeImage(format));
        }
        large.add(resource("webp-65536-code-groups.webp"));
        large.add(resource("webp-14000-code-groups.webp"));
        byte[] bomb = Samples.bytes("coffee.png");
        ByteBuffer.wrap(bomb).putInt(16, 60_000).putInt(20, 60_000);
        large.add(bomb);
    }

    /** Sends one request; gives its status. */
    int send(Random random) throws IOException, InterruptedException {
        ApiClient.Response response = any(random);
        if (!EXPECTED.contains(response.status())) {
            throw new AssertionError(response.toString());
        }
        // A form of several images has several ids, and only who asked for a presigned URL has its deletion token.
        if (response.status() == 201 && response.json().has("deletionToken")) {
            remember(response.json());
        }
        return response.status();
    }

    private ApiClient.Response any(Random random) throws IOException, InterruptedException {
        byte[] image = images.get(random.nextInt(images.size()));
        return switch (random.nextInt(14)) {
            case 0, 1 -> client.upload("image " + random.nextInt(100), image);
            case 2 -> client.uploadJson("json", image);
            case 3 ->
                client.send("POST", "/upload", Map.of("Content-Type", "multipart/form-data; boundary=x"), form(image));
            case 4 -> client.upload("damaged", damaged(image, random));
            case 5 ->
                random.nextInt(4) == 0
                        ? client.upload("large", large.get(random.nextInt(large.size())))
                        : client.get("/predict?filename=json");
            case 6 -> client.get("/");
            case 7 -> client.get("/metrics");
            case 8 -> client.get("/made/up/" + random.nextInt());
            case 9 -> presigned(image);
            case 10 -> delete();
            default -> {
                Stored found = stored.peek();
                yield client.get("/predict?imageId=" + (found == null ? "nobody" : found.id()));
            }
        };
    }

    private ApiClient.Response presigned(byte[] image) throws IOException, InterruptedException {
        ImageBytes bytes = ImageBytes.wrap(image);
        String type = ImageFormat.sniff(bytes).map(ImageFormat::mediaType).orElse("image/jpeg");
        ApiClient.Response signed = client.uploadUrl("presigned", type, bytes.sizeBytes());
        if (signed.status() != 200) {
            return signed;
        }
        remember(signed.json());
        return client.sendSigned(signed.json(), image);
    }

    /** The oldest image that is remembered; it may have been sent a moment ago, or never arrived. */
    private ApiClient.Response delete() throws IOException, InterruptedException {
        Stored oldest = Objects.requireNonNullElse(stored.poll(), new Stored("nobody", "none"));
        Map<String, String> token = Map.of("Deletion-Token", oldest.deletionToken());
        return client.send("DELETE", "/images/" + oldest.id(), token, new byte[0]);
    }

    private void remember(JsonNode image) {
        stored.add(new Stored(
                image.get("imageId").asText(), image.get("deletionToken").asText()));
        if (stored.size() > REMEMBERED) {
            stored.poll();
        }
    }

    private static byte[] damaged(byte[] image, Random random) {
        byte[] damaged = Arrays.copyOf(image, 1 + random.nextInt(image.length));
        for (int i = 0; i < 10; i++) {
            damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return damaged;
    }

    private static byte[] form(byte[] image) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int i = 0; i < 2; i++) {
            body.writeBytes(
                    "--x\r\nContent-Disposition: form-data; name=file; filename=\"form.png\"\r\n\r\n".getBytes(UTF_8));
            body.writeBytes(image);
            body.writeBytes("\r\n".getBytes(UTF_8));
        }
        body.writeBytes("--x--\r\n".getBytes(UTF_8));
        return body.toByteArray();
    }

    private static byte[] largeImage(String format) {
        int side = format.equals("bmp") ? 1_500 : LARGE_SIDE;
        BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_3BYTE_BGR);
        for (int y = 0; y < side; y += 2) {
            for (int x = 0; x < side; x += 8) {
                image.setRGB(x, y, x * y);
            }
        }
        try {
            ByteArrayOutputStream encoded = new ByteArrayOutputStream();
            if (!ImageIO.write(image, format, encoded)) {
                throw new AssertionError(format);
            }
            // What is larger than an upload may be is refused; half of it is damaged.
            return Arrays.copyOf(encoded.toByteArray(), Math.min(encoded.size(), 10 << 20));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<byte[]> oddImages() {
        try (Stream<Path> files = Files.list(Samples.file("cases"))) {
            return files.filter(file -> !file.toString().endsWith(".json"))
                    .map(file -> Samples.bytes("cases/" + file.getFileName()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] resource(String name) {
        try (InputStream in = Objects.requireNonNull(MixedRequests.class.getResourceAsStream(name))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
