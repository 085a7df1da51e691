package dev.spotter.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.FileChooser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.LoadState;
import dev.spotter.devserver.Samples;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

@EnabledIf(value = "dev.spotter.page.Chromium#isExpected", disabledReason = Chromium.MISSING)
@DisplayName("On the page, a person")
class JourneyIT {
    @RegisterExtension
    static final ServedPage PAGE = new ServedPage();

    @TempDir
    private Path directory;

    @Test
    @DisplayName("drops a photo and reads what is on it")
    void drop() throws Exception {
        try (Tab tab = PAGE.open()) {
            tab.drop(UploadFiles.coffee(directory));
            tab.awaitLabel("espresso");
            Page page = tab.page();
            assertThat(page.locator(".best-score")).containsText("95.");
            assertThat(page.locator("#answer .bar")).hasCount(5);
            assertThat(page.locator(".facts")).containsText("efficientnet-lite0, version ");
            assertThat(page.locator(".facts")).containsText(Pattern.compile("\\d\\s(ms|s), .* in all"));
            assertThat(page.locator("#caption")).containsText("600 × 400 pixels");
            assertThat(page.locator("#preview")).isVisible();
            assertThat(page.locator("#news")).containsText("coffee.png: espresso, 95.");
            assertThat(page).hasURL(Pattern.compile("#/image/[0-9a-z]{26}$"));
            assertThat(page).hasTitle("espresso: coffee.png · Spotter");
        }
    }

    @Test
    @DisplayName("chooses a photo, then the same one again")
    void choose() throws Exception {
        try (Tab tab = PAGE.open()) {
            Path photo = UploadFiles.sample(directory, "rocket.jpg", "rocket.jpg");
            tab.choose(photo);
            tab.awaitLabel("missile");
            tab.choose(photo);
            assertThat(tab.page().locator(".row")).hasCount(2);
            assertThat(tab.page().locator(".row[data-stage=classified]")).hasCount(2);
        }
    }

    @Test
    @DisplayName("drops a photo of 20 MB, which goes to a presigned URL")
    void large() throws Exception {
        try (Tab tab = PAGE.open()) {
            Path photo = UploadFiles.twentyMegabytes(directory);
            tab.drop(photo);
            tab.awaitLabel("espresso").awaitRow("large", "espresso");
            assertThat(tab.page().locator("#preview")).isVisible();
            assertThat(tab.requests()).noneMatch(request -> request.url().contains("/upload?"));
            assertThat(tab.requests().stream()
                            .filter(request -> request.method().equals("PUT")))
                    .singleElement()
                    .satisfies(
                            put -> assertThat(put.headerValue("content-type")).isEqualTo("image/bmp"));
        }
    }

    @Test
    @DisplayName("pastes an image")
    void paste() {
        try (Tab tab = PAGE.open()) {
            tab.page()
                    .evaluate(
                            """
                            async (base64) => {
                              const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
                              const image = new Blob([bytes], { type: 'image/png' });
                              await navigator.clipboard.write([new ClipboardItem({ 'image/png': image })]);
                            }
                            """,
                            Base64.getEncoder().encodeToString(Samples.bytes("coffee.png")));
            tab.page().keyboard().press("Control+V");
            tab.awaitLabel("espresso").awaitRow("pasted ", "espresso");
        }
    }

    @Test
    @DisplayName("does all of it by the keyboard alone")
    void keyboard() throws Exception {
        try (Tab tab = PAGE.open()) {
            Page page = tab.page();
            Path[] photos = {UploadFiles.coffee(directory), UploadFiles.sample(directory, "camera.png", "camera.png")};
            // Listened for from the start: the key opens it before a listener of that moment is in place.
            page.onFileChooser(chooser -> chooser.setFiles(photos));
            tabTo(page, "#choose");
            page.keyboard().press("Enter");
            tab.awaitLabel("espresso").awaitRow("camera.png", "tripod");
            tabTo(page, ".row:nth-child(2) .row-open");
            page.keyboard().press("Enter");
            assertThat(page.locator("#answer-title")).isFocused();
            tab.awaitLabel("tripod");
            tabTo(page, "#filename");
            page.keyboard().type("coffee.png");
            page.keyboard().press("Enter");
            tab.awaitLabel("espresso");
            tabTo(page, "#filter");
            page.keyboard().type("tri");
            assertThat(page.locator(".row:visible")).hasCount(1);
            tabTo(page, ".row:nth-child(2) .row-end");
            page.keyboard().press("Space");
            assertThat(page.locator(".row")).hasCount(1);
            assertThat(page.locator("#list-title")).isFocused();
            page.keyboard().press("Shift+Tab");
            tabTo(page, "#clear");
            page.keyboard().press("Enter");
            assertThat(page.locator("#list-note")).containsText("Cleared");
        }
    }

    @Test
    @DisplayName("takes a photo on a phone")
    void camera() throws Exception {
        try (Tab tab = PAGE.open(Viewports.phone())) {
            Page page = tab.page();
            assertThat(page.locator("#camera")).hasAttribute("capture", "environment");
            FileChooser chooser =
                    page.waitForFileChooser(() -> page.getByText("Take a photo").tap());
            chooser.setFiles(UploadFiles.coffee(directory));
            tab.awaitLabel("espresso");
            tab.assertNoSidewaysScrolling();
        }
        try (Tab desk = PAGE.open()) {
            assertThat(desk.page().getByText("Take a photo")).isHidden();
        }
    }

    @Test
    @DisplayName("clicks on a sample image")
    void samples() {
        try (Tab tab = PAGE.open()) {
            for (String[] sample : new String[][] {
                {"A cup of coffee", "espresso"},
                {"A cat", "cat"},
                {"A rocket", "missile"},
                {"A man with a camera", "tripod"},
            }) {
                tab.page()
                        .getByRole(
                                AriaRole.BUTTON,
                                new Page.GetByRoleOptions().setName(sample[0]).setExact(true))
                        .click();
                tab.awaitLabel(sample[1]);
            }
            assertThat(tab.page().locator(".row")).hasCount(4);
        }
    }

    @Test
    @DisplayName("drops 24 photos at once and gets a label for each")
    void many() throws Exception {
        List<Path> photos = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            String sample = List.of("coffee.png", "camera.png", "rocket.jpg").get(i % 3);
            photos.add(UploadFiles.sample(directory, sample, "photo %02d".formatted(i)));
        }
        try (Tab tab = PAGE.open()) {
            tab.drop(photos.toArray(Path[]::new));
            Page page = tab.page();
            assertThat(page.locator(".row")).hasCount(24);
            for (int i = 0; i < 24; i++) {
                Locator row = tab.awaitRow(
                        "photo %02d".formatted(i),
                        List.of("espresso", "tripod", "missile").get(i % 3));
                assertThat(row.locator("img")).isVisible();
            }
            assertThat(page.locator(".row").first()).containsText("photo 00");
            page.locator("#filter").fill("trip");
            assertThat(page.locator(".row:visible")).hasCount(8);
            assertThat(page.locator("#list-note")).containsText("8 of 24");
        }
    }

    @Test
    @DisplayName("finds the photos again after a reload, newest first, until the list is cleared")
    void remembered() throws Exception {
        try (Tab tab = PAGE.open()) {
            tab.drop(UploadFiles.coffee(directory));
            tab.awaitLabel("espresso");
            tab.drop(UploadFiles.sample(directory, "camera.png", "camera.png"));
            tab.awaitLabel("tripod");
            Page page = tab.page();
            page.reload();
            tab.awaitLabel("tripod");
            assertThat(page.locator(".row")).hasCount(2);
            assertThat(page.locator(".row").first()).containsText("tripod");
            assertThat(page.locator(".row img").first()).isVisible();
            page.locator(".row-open").nth(1).click();
            tab.awaitLabel("espresso");
            assertThat(page.locator("#preview")).hasAttribute("alt", "Preview of coffee.png");
            assertThat(page.locator("#list-note")).containsText("in this browser only");
            page.locator("#clear").click();
            assertThat(page.locator(".row")).hasCount(0);
            assertThat(page.locator("#list-note")).containsText("Cleared");
            page.reload();
            assertThat(page.locator("#list-note")).containsText("None yet");
            assertThat((String) page.evaluate("JSON.stringify(localStorage)")).isEqualTo("{}");
        }
    }

    @Test
    @DisplayName("shares the link to an answer, and goes back and forth between answers")
    void link() throws Exception {
        String link;
        try (Tab tab = PAGE.open()) {
            Page page = tab.page();
            tab.drop(UploadFiles.coffee(directory));
            tab.awaitLabel("espresso");
            tab.press("Copy link");
            assertThat(page.locator(".share")).containsText("Copied.");
            link = (String) page.evaluate("navigator.clipboard.readText()");
            assertThat(link).isEqualTo(page.url());
            tab.drop(UploadFiles.sample(directory, "camera.png", "camera.png"));
            tab.awaitLabel("tripod");
            page.goBack();
            tab.awaitLabel("espresso");
            page.goForward();
            tab.awaitLabel("tripod");
        }
        try (Tab elsewhere = PAGE.open()) {
            elsewhere.page().navigate(link);
            elsewhere.awaitLabel("espresso");
            elsewhere.page().reload();
            elsewhere.awaitLabel("espresso");
            assertThat(elsewhere.page().locator("#no-preview")).containsText("kept only by the browser that sent it");
            assertThat(elsewhere.page().locator(".row")).hasCount(0);
        }
    }

    @Test
    @DisplayName("looks a photo up by its file name, one with markup and emoji too")
    void names() throws Exception {
        String name = "<img src=x onerror=alert(1)> \"q\" & ☕️👩🏽‍🚀 100%+.png";
        Path photo = Files.write(directory.resolve(name), Samples.bytes("coffee.png"));
        try (Tab tab = PAGE.open()) {
            tab.drop(photo);
            tab.awaitLabel("espresso").awaitRow(name, "espresso");
            assertThat(tab.page().locator(".facts")).containsText(name);
            assertThat(tab.page().locator("#caption")).containsText(name);
        }
        try (Tab tab = PAGE.open().expectingRefusals()) {
            Page page = tab.page();
            page.locator("#filename").fill("nobody sent this.png");
            page.locator("#filename").press("Enter");
            assertThat(page.locator("#lookup-answer")).containsText("No such photo");
            page.locator("#filename").fill(name);
            page.getByText("Look up", new Page.GetByTextOptions().setExact(true))
                    .click();
            tab.awaitLabel("espresso");
            assertThat(page.locator(".facts")).containsText(name);
            assertThat(page.locator("#lookup-answer")).hasText("");
        }
    }

    @Test
    @DisplayName("waits for less than 60 KB before the page is there")
    void firstLoad() {
        try (Tab tab = PAGE.open()) {
            tab.page().waitForLoadState(LoadState.NETWORKIDLE);
            long bytes = tab.requests().stream()
                    .mapToLong(request -> (long) request.sizes().responseBodySize + request.sizes().responseHeadersSize)
                    .sum();
            System.out.printf(
                    "First load of the page: %d requests, %,d bytes%n",
                    tab.requests().size(), bytes);
            assertThat(bytes).isLessThan(61_000);
        }
    }

    @Test
    @DisplayName("reads the label of a two-megapixel photo soon after dropping it")
    void dropToLabel() throws Exception {
        Path photo = UploadFiles.twoMegapixels(directory);
        try (Tab tab = PAGE.open()) {
            List<Long> millis = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                tab.page()
                        .evaluate(
                                """
                                () => {
                                  const start = performance.now();
                                  const label = document.querySelector('#answer');
                                  window.tookMillis = new Promise((resolve) => new MutationObserver(() => {
                                    if (label.querySelector('.best-label')) {
                                      requestAnimationFrame(() => resolve(Math.round(performance.now() - start)));
                                    }
                                  }).observe(label, { childList: true }));
                                }
                                """);
                tab.drop(photo);
                tab.awaitLabel("espresso");
                millis.add(((Number) tab.page().evaluate("window.tookMillis")).longValue());
                tab.page().locator("#clear").click();
            }
            System.out.printf("From the drop of a two-megapixel photo to its label: %s ms%n", millis);
        }
    }

    /** Presses Tab until this has the focus. */
    private static void tabTo(Page page, String selector) {
        for (int i = 0; i < 60; i++) {
            page.keyboard().press("Tab");
            if ((Boolean) page.locator(selector).evaluate("element => element === document.activeElement")) {
                return;
            }
        }
        throw new AssertionError("Tab does not come to " + selector);
    }
}
