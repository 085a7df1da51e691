package dev.spotter.page;

import com.microsoft.playwright.Browser;
import dev.spotter.core.internal.DraftDirectory;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A server and a browser for all tests of a class. Register it in a static field. */
final class ServedPage implements BeforeAllCallback, AfterAllCallback {
    private final String[] serverOptions;
    private @Nullable Path data;
    private @Nullable Chromium chromium;
    private @Nullable Server server;

    /** @param serverOptions more options of the command {@code serve} */
    ServedPage(String... serverOptions) {
        this.serverOptions = serverOptions;
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        data = Files.createTempDirectory("page");
        chromium = Chromium.start();
        server = Server.start(data, serverOptions);
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        if (server != null) {
            server.close();
        }
        if (chromium != null) {
            chromium.close();
        }
        if (data != null) {
            DraftDirectory.remove(data);
        }
    }

    Server server() {
        return Objects.requireNonNull(server);
    }

    /** The server's data directory. */
    Path data() {
        return Objects.requireNonNull(data);
    }

    URI uri() {
        return server().uri();
    }

    Chromium chromium() {
        return Objects.requireNonNull(chromium);
    }

    /** A tab with the page, in a browser window that knows nothing of other tabs. */
    Tab open() {
        return open(new Browser.NewContextOptions());
    }

    Tab open(Browser.NewContextOptions options) {
        return Tab.open(chromium(), uri(), options);
    }

    /** A tab with the page of another server. */
    Tab open(Server other) {
        return Tab.open(chromium(), other.uri());
    }
}
