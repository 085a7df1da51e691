package dev.spotter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.spotter.devserver.ApiClient;
import dev.spotter.devserver.RawConnection;
import dev.spotter.devserver.Samples;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The log of the server as it was built")
@Timeout(120)
class LogIT {
    private static final byte[] COFFEE = Samples.bytes("coffee.png");

    @TempDir
    private Path data;

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"", "--aws"})
    @DisplayName("has one JSON object in each line, of requests and outcomes, without names, labels or queries")
    void json(String mode) throws Exception {
        List<String> lines;
        String id;
        try (SpotterProcess spotter = start(mode, "--log-format", "json")) {
            URI server = spotter.awaitUrl();
            id = use(spotter, server);
            spotter.stop();
            lines = spotter.errors().lines().toList();
        }
        List<JsonNode> entries = new ArrayList<>();
        for (String line : lines) {
            entries.add(new ObjectMapper().readTree(line));
        }
        assertThat(entries)
                .allSatisfy(entry -> assertThat(entry.get("time").asText()).matches("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z"));
        assertThat(String.join("\n", lines)).doesNotContain("secret", "espresso", "forged");
        assertThat(entries).anySatisfy(entry -> {
            assertThat(entry.get("event").asText()).isEqualTo("request");
            assertThat(entry.path("imageId").asText()).isEqualTo(id);
            assertThat(entry.get("method").asText()).isEqualTo("POST");
            assertThat(entry.get("route").asText()).isEqualTo("/upload");
            assertThat(entry.get("status").asInt()).isEqualTo(201);
            assertThat(entry.get("bytes").asInt()).isEqualTo(COFFEE.length);
            assertThat(entry.get("sentBytes").asInt()).isPositive();
            assertThat(entry.get("millis").asInt()).isNotNegative();
        });
        assertThat(entries).anySatisfy(entry -> {
            assertThat(entry.path("event").asText()).isEqualTo("outcome");
            assertThat(entry.path("imageId").asText()).isEqualTo(id);
            assertThat(entry.path("status").asText()).isEqualTo("CLASSIFIED");
            assertThat(entry.path("millis").asInt()).isPositive();
            assertThat(entry.path("bytes").asInt()).isEqualTo(COFFEE.length);
        });
        // Of a request that is no HTTP too.
        assertThat(entries)
                .anySatisfy(entry -> assertThat(entry.path("status").asInt()).isEqualTo(400));
        assertThat(entries).anySatisfy(entry -> assertThat(entry.path("message").asText())
                .isEqualTo("Stopping; accepted uploads are finished" + " first."));
    }

    @Test
    @DisplayName("can be read by people, and names files, labels and queries when it is verbose")
    void verbose() throws Exception {
        try (SpotterProcess spotter = start("", "--log-format", "text", "--verbose")) {
            URI server = spotter.awaitUrl();
            String id = use(spotter, server);
            spotter.stop();
            assertThat(spotter.errors().lines())
                    .anyMatch(line -> line.matches("[0-9TZ:.-]+ request method=POST route=/upload status=201 .*"
                            + "target=\"/upload\\?filename=secret\\S*\""))
                    .anyMatch(line -> line.matches("[0-9TZ:.-]+ outcome imageId=" + id
                            + " status=CLASSIFIED .* filename=\"secret .*\" label=espresso"))
                    .noneMatch(line -> line.startsWith("{\"event\":\"forged"));
        }
    }

    @Test
    @DisplayName("is refused as verbose without a format, and in a format that is none")
    void options() throws Exception {
        SpotterProcess.Ended verbose = SpotterProcess.run("serve", "--port", "0", "--data", data + "", "--verbose");
        assertThat(verbose.exitStatus()).isEqualTo(2);
        assertThat(verbose.err())
                .startsWith("spotter serve: --verbose needs --log-format (see ")
                .hasLineCount(1);
        SpotterProcess.Ended xml = SpotterProcess.run("serve", "--port", "0", "--data", data + "", "--log-format=xml");
        assertThat(xml.exitStatus()).isEqualTo(2);
        assertThat(xml.err()).contains("--log-format", "TEXT, JSON").hasLineCount(1);
    }

    @Test
    @DisplayName("keeps no request waiting if nobody reads it")
    void stuck() throws Exception {
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-jar",
                        System.getProperty("spotter.jar"),
                        "serve",
                        "--port",
                        "0",
                        "--data",
                        data.toString(),
                        "--log-format",
                        "json")
                .start();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            Matcher url = Pattern.compile("http://\\S+").matcher(String.valueOf(out.readLine()));
            assertThat(url.find()).isTrue();
            ApiClient client = new ApiClient(URI.create(url.group()));
            // Over a megabyte of lines: more than the pipe and the server hold.
            for (int i = 0; i < 8_000; i++) {
                assertThat(client.get("/healthz").status()).isEqualTo(200);
            }
            String id = client.upload("a.png", COFFEE).json().get("imageId").asText();
            assertThat(client.outcome("imageId=" + id).get("label").asText()).isEqualTo("espresso");
            process.destroy();
            assertThat(process.waitFor(30, java.util.concurrent.TimeUnit.SECONDS))
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
    }

    /** Uploads an image with a name that would be a line of its own. */
    private static String use(SpotterProcess spotter, URI server) throws Exception {
        ApiClient client = spotter.client(server);
        String id = client.upload("secret \"\u0085\u2028{\"event\":\"forged\"}.png", COFFEE)
                .json()
                .get("imageId")
                .asText();
        client.outcome("imageId=" + id);
        client.get("/predict?filename=secret%0A%7B%22event%22:%22forged%22%7D");
        client.get("/secret%0D%0Aforged");
        try (RawConnection raw = new RawConnection(server)) {
            raw.send("GET /forged secret HTTP/x\r\n\r\n");
            assertThat(raw.isAnsweredWithin(Duration.ofSeconds(30))).isTrue();
        }
        return id;
    }

    private SpotterProcess start(String mode, String... options) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("serve", "--port", "0"));
        arguments.addAll(mode.isEmpty() ? List.of("--data", data.toString()) : List.of(mode));
        arguments.addAll(List.of(options));
        return SpotterProcess.start(List.of(), arguments.toArray(String[]::new));
    }
}
