package dev.spotter.devserver.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spotter.devserver.ApiClient;
import dev.spotter.devserver.DevServer;
import dev.spotter.devserver.Samples;
import dev.spotter.devserver.ServerSettings;
import dev.spotter.pytorch.DjlClassifier;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
@DisplayName("The meters of a server")
class MetricsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private Path data;

    @Test
    @DisplayName("count images, requests and steps, and tell the model, the queue and the process")
    void local() throws Exception {
        try (DjlClassifier classifier = DjlClassifier.open();
                DevServer server = DevServer.start(ServerSettings.builder(data).build(), classifier)) {
            ApiClient client = new ApiClient(server.uri());
            use(client);
            assertThat(scrape(client, "spotter_images_total{outcome=\"CLASSIFIED\"} 2.0"))
                    .contains(
                            "spotter_classify_seconds_count{outcome=\"success\"} 2",
                            "spotter_load_seconds_count{outcome=\"success\"} 2",
                            "spotter_store_seconds_count{outcome=\"success\"} 2",
                            "spotter_save_seconds_count{outcome=\"success\"} 2",
                            "spotter_find_seconds_count{outcome=\"success\"}",
                            "spotter_total_seconds_count{outcome=\"success\"} 2",
                            "spotter_queue_uploads 0.0",
                            "spotter_queue_limit 1000.0",
                            "spotter_data_directory_present 1.0");
        }
    }

    @Test
    @DisplayName("are the functions' in the server that runs them, by function")
    void aws() throws Exception {
        try (DjlClassifier classifier = DjlClassifier.open();
                AwsServer server = AwsServer.start(AwsServerSettings.inMemory(), classifier)) {
            ApiClient client = new ApiClient(server.uri());
            use(client);
            String function = "{function=\"ClassifyImageFunction\",outcome=\"CLASSIFIED\"}";
            assertThat(scrape(client, "spotter_images_total" + function + " 2.0"))
                    .contains(
                            "spotter_classify_seconds_count" + function + " 2",
                            "spotter_load_seconds_count" + function + " 2",
                            "spotter_save_seconds_count" + function + " 2",
                            "spotter_find_seconds_count" + function + " 2",
                            "spotter_total_seconds_count" + function + " 2",
                            "spotter_requests_total{function=\"PostImageS3\",outcome=\"201\"} 2.0");
        }
    }

    private static void use(ApiClient client) throws Exception {
        for (int i = 0; i < 2; i++) {
            ApiClient.Response uploaded = client.upload("secret.png", Samples.bytes("coffee.png"));
            client.outcome("imageId=" + uploaded.json().get("imageId").asText());
        }
        for (int i = 0; i < 50; i++) {
            client.get("/made/up/secret" + i);
            client.send("MADEUP" + i, "/upload", Map.of(), new byte[0]);
        }
        client.get("/");
        assertThat(client.send("POST", "/metrics", Map.of(), new byte[0]).status())
                .isEqualTo(405);
        String all = scrape(client, "status=\"405\",uri=\"/metrics\"} 1");
        assertThat(all)
                .contains(
                        "http_server_requests_seconds_count{method=\"POST\",status=\"201\",uri=\"/upload\"} 2",
                        "http_server_requests_seconds_count{method=\"GET\",status=\"200\",uri=\"/predict\"} ",
                        "http_server_requests_seconds_count{method=\"GET\",status=\"404\",uri=\"UNKNOWN\"} 50",
                        "http_server_requests_seconds_count{method=\"GET\",status=\"200\",uri=\"/\"} 1",
                        "spotter_model{name=\"efficientnet-lite0\",version=",
                        "spotter_queue_waiting 0.0",
                        "jvm_memory_used_bytes{area=\"heap\"",
                        "jvm_gc_memory_allocated_bytes_total",
                        "jvm_threads_live_threads",
                        "process_cpu_usage")
                .doesNotContain("secret", "made", "MADEUP", "espresso");
        Set<String> requests = all.lines()
                .filter(line -> line.startsWith("http_server_requests_seconds_count"))
                .collect(Collectors.toSet());
        assertThat(requests).hasSizeLessThan(12);
    }

    /** A request is counted just after its response was sent. */
    private static String scrape(ApiClient client, String awaited) throws IOException, InterruptedException {
        Instant deadline = Instant.now().plus(PATIENCE);
        String text = client.get("/metrics").text();
        while (!text.contains(awaited) && Instant.now().isBefore(deadline)) {
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            text = client.get("/metrics").text();
        }
        assertThat(text).contains(awaited);
        return text;
    }
}
