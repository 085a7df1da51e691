package dev.spotter.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.FileChooser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The page in a browser's tab, with nothing remembered from before. What a clean page never does is noted from the
 * start: messages on the console, errors, violations of the content security policy, requests to other origins but to
 * S3 as it signed them; {@link #close} fails for any.
 */
final class Tab implements AutoCloseable {
    private static final double PATIENCE_MILLIS = 60_000;
    private static final LocatorAssertions.ContainsTextOptions IN_TIME =
            new LocatorAssertions.ContainsTextOptions().setTimeout(PATIENCE_MILLIS);
    /** What the browser itself writes about a request that was refused or found nobody. */
    private static final String REFUSED = "Failed to load resource";

    private static final String WATCH =
            """
            document.addEventListener('securitypolicyviolation', (event) =>
              console.error(`CSP: ${event.violatedDirective} forbids ${event.blockedURI}`));
            window.shifted = 0;
            new PerformanceObserver((list) => list.getEntries().forEach((entry) => {
              window.shifted += entry.hadRecentInput ? 0 : entry.value;
            })).observe({ type: 'layout-shift', buffered: true });
            // What moves as a photo comes in is what the person did; the label comes later than this.
            addEventListener('change', () => setTimeout(() => (window.shifted = 0), 100));
            """;

    private final URI server;
    private final BrowserContext context;
    private final Page page;
    private final CDPSession devTools;
    private final List<String> faults = new ArrayList<>();
    private final List<Request> requests = new ArrayList<>();
    private boolean refusalsExpected;

    private Tab(URI server, BrowserContext context) {
        this.server = server;
        this.context = context;
        this.page = context.newPage();
        devTools = context.newCDPSession(page);
        page.setDefaultTimeout(PATIENCE_MILLIS);
        page.onConsoleMessage(message -> note(message.text()));
        page.onPageError(this::note);
        page.onRequest(this::note);
    }

    static Tab open(Chromium chromium, URI server) {
        return open(chromium, server, new Browser.NewContextOptions());
    }

    static Tab open(Chromium chromium, URI server, Browser.NewContextOptions options) {
        BrowserContext context =
                chromium.browser().newContext(options.setPermissions(List.of("clipboard-read", "clipboard-write")));
        context.addInitScript(WATCH);
        Tab tab = new Tab(server, context);
        tab.page.navigate(server.toString());
        return tab;
    }

    /** Says that this test lets the server refuse, or be gone: the browser notes each such request on the console. */
    Tab expectingRefusals() {
        refusalsExpected = true;
        return this;
    }

    Page page() {
        return page;
    }

    BrowserContext context() {
        return context;
    }

    List<Request> requests() {
        return List.copyOf(requests);
    }

    /** Drags files from the desktop over the page, and lets them go there. */
    void drop(Path... files) {
        JsonArray paths = new JsonArray();
        for (Path file : files) {
            paths.add(file.toAbsolutePath().toString());
        }
        JsonObject data = new JsonObject();
        data.add("items", new JsonArray());
        data.add("files", paths);
        data.addProperty("dragOperationsMask", 1);
        for (String type : List.of("dragEnter", "dragOver", "drop")) {
            JsonObject event = new JsonObject();
            event.addProperty("type", type);
            // Anywhere in the window.
            event.addProperty("x", 150);
            event.addProperty("y", 300);
            event.add("data", data);
            devTools.send("Input.dispatchDragEvent", event);
        }
    }

    /** Lets the browser send no more than this in a second; -1 for as much as it can. */
    void limitSending(int bytesPerSecond) {
        JsonObject conditions = new JsonObject();
        conditions.addProperty("offline", false);
        conditions.addProperty("latency", 0);
        conditions.addProperty("downloadThroughput", -1);
        conditions.addProperty("uploadThroughput", bytesPerSecond);
        devTools.send("Network.enable");
        devTools.send("Network.emulateNetworkConditions", conditions);
    }

    void choose(Path... files) {
        FileChooser chooser =
                page.waitForFileChooser(() -> page.getByText("Choose photos").click());
        chooser.setFiles(files);
    }

    /** The best label, once it is there. */
    Tab awaitLabel(String label) {
        assertThat(page.locator(".best-label")).containsText(label, IN_TIME);
        return this;
    }

    /** The problem that is shown, once it is there. */
    Tab awaitProblem(String words) {
        assertThat(page.locator("#answer .problem")).containsText(words, IN_TIME);
        return this;
    }

    /** What the response says, once it does. */
    Tab awaitAnswer(String words) {
        assertThat(page.locator("#answer")).containsText(words, IN_TIME);
        return this;
    }

    /** The row of a file's name, once it says this. */
    Locator awaitRow(String filename, String words) {
        Locator row = page.locator(".row").filter(new Locator.FilterOptions().setHasText(filename));
        assertThat(row.first()).containsText(words, IN_TIME);
        return row.first();
    }

    void press(String button) {
        button(button).click();
    }

    private Locator button(String name) {
        return page.locator("#answer").getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name));
    }

    /** What is wrong with the page as it is now, in axe's eyes. */
    void assertAccessible(String state) {
        List<String> violations = new AxeBuilder(page)
                .analyze().getViolations().stream()
                        .map(rule -> rule.getId() + ": " + rule.getHelp() + " at "
                                + rule.getNodes().stream()
                                        .map(node -> String.valueOf(node.getTarget()))
                                        .toList())
                        .toList();
        assertThat(violations).as("axe, " + state).isEmpty();
    }

    /** Whether nothing is wider than the screen. */
    void assertNoSidewaysScrolling() {
        assertThat(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                .isEqualTo(0);
    }

    /** How much moved by itself, in the measure of Cumulative Layout Shift. */
    double shifted() {
        return ((Number) page.evaluate("window.shifted")).doubleValue();
    }

    @Override
    public void close() {
        context.close();
        assertThat(faults).as("console, errors, violations, requests elsewhere").isEmpty();
    }

    private void note(String fault) {
        if (!refusalsExpected || !fault.startsWith(REFUSED)) {
            faults.add(fault);
        }
    }

    private void note(Request request) {
        requests.add(request);
        URI uri = URI.create(request.url());
        boolean ownOrigin = server.getAuthority().equals(uri.getAuthority());
        boolean signedByS3 = request.method().equals("PUT") && request.url().contains("&X-Amz-Signature=");
        if (!ownOrigin && !signedByS3 && !"blob".equals(uri.getScheme())) {
            faults.add("request to " + uri);
        }
    }
}
