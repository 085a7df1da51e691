package dev.spotter.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.sun.net.httpserver.HttpServer;
import dev.spotter.devserver.ApiClient;
import dev.spotter.devserver.Samples;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

@EnabledIf(value = "dev.spotter.page.Chromium#isExpected", disabledReason = Chromium.MISSING)
@DisplayName("A stranger's page in the same browser")
class CrossOriginIT {
    private static final String COFFEE = Base64.getEncoder().encodeToString(Samples.bytes("coffee.png"));

    /** A name of the stranger's own, which leads to this machine since their name server says so. */
    private static final String REBOUND = "rebound.example";

    @TempDir
    private Path data;

    private Chromium chromium;
    private Server server;
    private HttpServer stranger;
    private BrowserContext context;
    private Page page;

    @BeforeEach
    void start() throws IOException {
        chromium = Chromium.start("--host-resolver-rules=MAP " + REBOUND + " 127.0.0.1");
        server = Server.start(data);
        stranger = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        stranger.createContext("/", exchange -> {
            byte[] empty = "<!doctype html><title>stranger</title>".getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/html");
            exchange.sendResponseHeaders(200, empty.length);
            try (var body = exchange.getResponseBody()) {
                body.write(empty);
            }
        });
        stranger.start();
        context = chromium.browser().newContext();
        page = context.newPage();
        page.navigate("http://localhost:" + stranger.getAddress().getPort() + "/");
    }

    @AfterEach
    void stop() throws IOException {
        stranger.stop(0);
        server.close();
        chromium.close();
    }

    @Test
    @DisplayName("stores nothing by a request that needs no permission of the server")
    void noCors() throws Exception {
        for (String type : new String[] {"", "text/plain", "application/x-www-form-urlencoded"}) {
            page.evaluate(
                    """
                    ([address, base64, type]) => fetch(address, {
                      method: 'POST',
                      mode: 'no-cors',
                      body: new Blob([Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))], { type }),
                    }).then(() => true, () => false)
                    """,
                    new Object[] {server.uri() + "upload?filename=stolen.png", COFFEE, type});
        }
        assertNothingStored();
    }

    @Test
    @DisplayName("stores nothing by a form with JSON as text")
    void form() throws Exception {
        String begin = "{\"filename\":\"stolen.png\",\"image\":\"" + COFFEE + "\",\"x\":\"";
        Response refused = page.waitForResponse(
                response -> response.url().endsWith("/upload"),
                () -> page.evaluate(
                        """
                ([address, name]) => {
                  const form = document.createElement('form');
                  form.action = address;
                  form.method = 'post';
                  form.enctype = 'text/plain';
                  const field = document.createElement('input');
                  field.name = name;
                  field.value = '"}';
                  form.append(field);
                  document.body.append(form);
                  form.submit();
                }
                """,
                        new Object[] {server.uri() + "upload", begin}));
        assertThat(refused.status()).isEqualTo(403);
        assertNothingStored();
    }

    @Test
    @DisplayName("reads and stores nothing if its own host name resolves to this machine")
    void rebinding() throws Exception {
        ApiClient client = server.client();
        client.upload("private.png", Samples.bytes("coffee.png"));
        client.outcome("filename=private.png");
        String origin = "http://" + REBOUND + ":" + server.port();
        // A document of that origin, whatever it holds, from which the stranger's script would ask on.
        assertThat(page.navigate(origin + "/").status()).isEqualTo(421);
        for (String path : List.of("/predict?filename=private.png", "/healthz", "/openapi.yaml", "/index.html")) {
            assertThat(page.evaluate("(path) => fetch(path).then((response) => response.status)", path))
                    .isEqualTo(421);
        }
        assertThat(page.evaluate(
                        """
                        ([path, base64]) => fetch(path, {
                          method: 'POST',
                          body: new Blob([Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))]),
                        }).then((response) => response.status)
                        """,
                        new Object[] {"/upload?filename=stolen.png", COFFEE}))
                .isEqualTo(421);
        assertNothingStored();
    }

    private void assertNothingStored() throws Exception {
        ApiClient client = server.client();
        assertThat(client.get("/predict?filename=stolen.png").status()).isEqualTo(404);
    }
}
