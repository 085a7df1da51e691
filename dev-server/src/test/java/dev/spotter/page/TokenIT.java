package dev.spotter.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.sun.net.httpserver.HttpServer;
import dev.spotter.devserver.Samples;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.RegisterExtension;

@EnabledIf(value = "dev.spotter.page.Chromium#isExpected", disabledReason = Chromium.MISSING)
@DisplayName("The page of a server with a token")
class TokenIT {
    private static final String TOKEN = "0123456789abcdef";

    @RegisterExtension
    static final ServedPage PAGE = new ServedPage("--token", TOKEN);

    private final URI page = PAGE.uri().resolve("/");

    @Test
    @DisplayName(
            "works once its URL with the token was opened, and has the token neither in its URL nor for its scripts")
    void opened() {
        try (Tab tab = Tab.open(PAGE.chromium(), page.resolve("/?token=" + TOKEN))) {
            assertThat(tab.page().url()).isEqualTo(page.toString());
            assertThat(tab.page().evaluate("document.cookie")).isEqualTo("");
            tab.choose(Samples.file("coffee.png"));
            tab.awaitLabel("espresso");
            tab.page().reload();
            assertThat(tab.page().evaluate("fetch('/limits').then((answer) => answer.status)"))
                    .isEqualTo(200);
        }
    }

    @Test
    @DisplayName("says what to do where it was not opened by that URL")
    void unopened() {
        try (BrowserContext context = PAGE.chromium().browser().newContext()) {
            Page stranger = context.newPage();
            assertThat(stranger.navigate(page.toString()).status()).isEqualTo(401);
            assertThat(stranger.locator("h1")).hasText("Spotter needs a token");
            assertThat(stranger.navigate(page + "?token=wrong").status()).isEqualTo(401);
        }
    }

    @Test
    @DisplayName("sends its cookie for no page of another site, and opens from a link there by one click")
    void otherSite() throws Exception {
        HttpServer other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        byte[] link = "<!doctype html><title>other</title><a href='%s'>Spotter</a>"
                .formatted(page)
                .getBytes(UTF_8);
        other.createContext("/", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/html");
            exchange.sendResponseHeaders(200, link.length);
            try (var body = exchange.getResponseBody()) {
                body.write(link);
            }
        });
        other.start();
        try (BrowserContext context = PAGE.chromium().browser().newContext()) {
            Page tab = context.newPage();
            assertThat(tab.navigate(page + "?token=" + TOKEN).status()).isEqualTo(200);
            // Another name is another site, also of the same machine.
            tab.navigate("http://localhost:" + other.getAddress().getPort() + "/");
            Request fetched = tab.waitForRequest(
                    request -> request.url().endsWith("/limits"),
                    () -> tab.evaluate(
                            "(url) => fetch(url, { mode: 'no-cors', credentials: 'include' }).then(() => 1, () => 0)",
                            page + "limits"));
            assertThat(fetched.headerValue("cookie")).isNull();
            tab.getByText("Spotter").click();
            assertThat(tab.locator("h1")).hasText("Spotter needs a token");
            tab.getByText("go to the page").click();
            assertThat(tab.getByText("Choose photos")).isVisible();
        } finally {
            other.stop(0);
        }
    }
}
