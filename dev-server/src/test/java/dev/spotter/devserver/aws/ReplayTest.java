package dev.spotter.devserver.aws;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.spotter.core.image.ImageBytes;
import dev.spotter.core.image.ImageLimits;
import dev.spotter.devserver.ApiClient;
import dev.spotter.devserver.DevServer;
import dev.spotter.devserver.Samples;
import dev.spotter.devserver.ServerSettings;
import dev.spotter.pytorch.DjlClassifier;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
@DisplayName("The Lambda functions and the dev server")
class ReplayTest {
    private static final byte[] NOTHING = new byte[0];
    private static final byte[] COFFEE = Samples.bytes("coffee.png");
    private static final String ID = "[0-9a-hjkmnp-tv-z]{26}";
    private static final Pattern CHANCE = Pattern.compile("(?<=\"imageId\":\")" + ID + "|(?<=imageId=)" + ID
            + "|(?<=\"deletionToken\":\")[A-Za-z0-9_-]{32}"
            + "|(?<=\"(uploadedAt|classifiedAt)\":\")[^\"]+|(?<=\"elapsedMillis\":)[0-9.]+");
    /** Those of the API; others are the servers'. */
    private static final Set<String> HEADERS =
            Set.of("content-type", "location", "cache-control", "allow", "retry-after");

    @TempDir
    private Path data;

    private record Request(String method, String path, Map<String, String> headers, ImageBytes body) {
        static Request get(String path) {
            return new Request("GET", path, Map.of(), ImageBytes.wrap(NOTHING));
        }

        static Request post(String path, byte[] body) {
            return new Request("POST", path, Map.of(), ImageBytes.wrap(body));
        }

        static Request json(String body) {
            return json(body.getBytes(UTF_8));
        }

        static Request json(byte[] body) {
            return new Request(
                    "POST",
                    "/upload",
                    Map.of("Content-Type", "application/json; charset=utf-8"),
                    ImageBytes.wrap(body));
        }

        /** A form of files: a name, the bytes, and so on. */
        static Request form(Object... files) {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            for (int i = 0; i < files.length; i += 2) {
                String head = "--x\r\nContent-Disposition: form-data; name=file; filename=\"" + files[i] + "\"\r\n\r\n";
                body.writeBytes(head.getBytes(UTF_8));
                body.writeBytes((byte[]) files[i + 1]);
                body.writeBytes("\r\n".getBytes(UTF_8));
            }
            body.writeBytes("--x--\r\n".getBytes(UTF_8));
            return new Request(
                    "POST",
                    "/upload",
                    Map.of("Content-Type", "multipart/form-data; boundary=x"),
                    ImageBytes.wrap(body.toByteArray()));
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    private static final List<Request> REQUESTS = List.of(
            Request.post("/upload?filename=coffee.png", COFFEE),
            Request.post("/upload?filename=" + ApiClient.encoded("C:\\fotos\\Gr\u00fc\u00dfe + \u2615.png"), COFFEE),
            Request.json("{\"filename\": \"a\\u0000b.png\", \"image\": \""
                    + Base64.getEncoder().encodeToString(COFFEE) + "\"}"),
            Request.json("{\"filename\": 1}"),
            Request.json("{"),
            Request.json(""),
            Request.json("{\"filename\": \"a.png\", \"image\": \"AA AA\"}".getBytes(UTF_16)),
            Request.json("{\"filename\": \"a.png\", \"image\": \"AAAA\"}".getBytes(UTF_16LE)),
            Request.json("{\"filename\": \"\u00C0\u00AF.png\", \"image\": \"AAAA\"}".getBytes(ISO_8859_1)),
            Request.json(Samples.bytes("cases/base64-plus-became-space.json")),
            new Request("POST", "/upload", Map.of("Content-Type", "text/plain"), ImageBytes.wrap("{}".getBytes(UTF_8))),
            Request.post("/upload", COFFEE),
            Request.post("/upload?filename=a&filename=b", COFFEE),
            Request.post("/upload?filename=", COFFEE),
            Request.post("/upload?filename=empty.png", NOTHING),
            Request.post("/upload?filename=notes.txt", "no image".getBytes(UTF_8)),
            Request.post("/upload?filename=cut.png", Arrays.copyOf(COFFEE, 20)),
            Request.post("/upload?filename=large.png", new byte[AwsServerSettings.MAX_UPLOAD_BYTES + 1]),
            new Request(
                    "POST",
                    "/upload",
                    Map.of("Content-Type", "multipart/form-data; boundary=x"),
                    ImageBytes.wrap(COFFEE)),
            Request.form("form.png", COFFEE),
            Request.form("Gr\u00fc\u00dfe.png", COFFEE, "empty.png", NOTHING, "notes.txt", "no image".getBytes(UTF_8)),
            new Request("POST", "/upload", Map.of("Content-Type", "multipart/form-data"), ImageBytes.wrap(COFFEE)),
            Request.get("/upload"),
            Request.get("/predict"),
            Request.get("/predict?imageId=nobody"),
            Request.get("/predict?imageId=00000000000000000000000000&top=0"),
            Request.get("/predict?filename=nobody.png"),
            Request.get("/predict?imageId=a&filename=b"),
            Request.get("/predict?imageId=a&imageId=b"),
            new Request("HEAD", "/predict?filename=nobody.png", Map.of(), ImageBytes.wrap(NOTHING)),
            new Request("DELETE", "/predict", Map.of(), ImageBytes.wrap(NOTHING)),
            new Request("DELETE", "/images/nobody", Map.of("Deletion-Token", "any"), ImageBytes.wrap(NOTHING)),
            new Request("DELETE", "/images/" + "0".repeat(26), Map.of(), ImageBytes.wrap(NOTHING)),
            Request.get("/images/" + "0".repeat(26)),
            Request.get("/images/"),
            Request.post("/images/a/b", COFFEE),
            Request.get("/limits"),
            Request.get("/healthz"),
            Request.get("/openapi.yaml"),
            Request.get("/nothing"),
            Request.post("/nothing", COFFEE));

    @Test
    @DisplayName("answer with the same bytes, but for ids and times")
    void same() throws Exception {
        try (DjlClassifier classifier = DjlClassifier.open();
                DevServer local = DevServer.start(local(), classifier);
                AwsServer aws = AwsServer.start(AwsServerSettings.inMemory(), classifier)) {
            ApiClient localClient = new ApiClient(local.uri());
            ApiClient awsClient = new ApiClient(aws.uri());
            for (Request request : REQUESTS) {
                assertThat(response(awsClient, request))
                        .as(request.toString())
                        .isEqualTo(response(localClient, request));
            }
            for (String lookup :
                    List.of("filename=coffee.png", "filename=coffee.png&top=1000", "filename=ab.png&top=1")) {
                localClient.outcome(lookup);
                awsClient.outcome(lookup);
                Request request = Request.get("/predict?" + lookup);
                List<String> expected = response(localClient, request);
                assertThat(expected.get(expected.size() - 1)).contains("\"confident\":");
                assertThat(response(awsClient, request)).as(lookup).isEqualTo(expected);
            }
            assertThat(deletion(awsClient)).isEqualTo(deletion(localClient));
        }
    }

    /** Refused with another token, done with its own, and done again. */
    private static List<List<String>> deletion(ApiClient client) throws Exception {
        JsonNode image = client.upload("deleted.png", COFFEE).json();
        String path = "/images/" + image.get("imageId").asText();
        String token = image.get("deletionToken").asText();
        List<List<String>> responses = new ArrayList<>();
        for (String each : List.of("0".repeat(32), token, token)) {
            responses.add(response(
                    client, new Request("DELETE", path, Map.of("Deletion-Token", each), ImageBytes.wrap(NOTHING))));
        }
        responses.add(response(client, Request.get("/predict?filename=deleted.png")));
        assertThat(responses).extracting(lines -> lines.get(0)).containsExactly("403", "204", "204", "404");
        return responses;
    }

    private ServerSettings local() {
        return ServerSettings.builder(data)
                .limits(ImageLimits.DEFAULT.withMaxBytes(AwsServerSettings.MAX_UPLOAD_BYTES))
                .queueLength(100)
                .workers(1)
                .keep(Optional.of(Duration.ofDays(30)))
                .build();
    }

    private static List<String> response(ApiClient client, Request request) throws Exception {
        ApiClient.Response response = client.send(
                request.method(),
                request.path(),
                request.headers(),
                request.body().toByteArray());
        List<String> lines = new ArrayList<>();
        lines.add(Integer.toString(response.status()));
        new TreeMap<>(response.headers()).forEach((name, value) -> {
            if (HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
                lines.add(name.toLowerCase(Locale.ROOT) + ": " + withoutChance(value));
            }
        });
        lines.add(withoutChance(response.text()));
        return lines;
    }

    private static String withoutChance(String text) {
        return CHANCE.matcher(text).replaceAll("*");
    }
}
