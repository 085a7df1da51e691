package dev.spotter.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.spotter.devserver.ApiClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

@EnabledIf(value = "dev.spotter.page.Chromium#isExpected", disabledReason = Chromium.MISSING)
@DisplayName("On the page, a person who wants a photo gone")
class DeletionIT {
    @RegisterExtension
    static final ServedPage PAGE = new ServedPage("--keep", "30d");

    @TempDir
    private Path directory;

    @Test
    @DisplayName("deletes it on the server, also after a reload, and reads for how long the server keeps photos")
    void deleted() throws Exception {
        long before = storedImages();
        try (Tab tab = PAGE.open().expectingRefusals()) {
            Page page = tab.page();
            tab.drop(UploadFiles.coffee(directory));
            tab.awaitLabel("espresso");
            assertThat(page.locator("#keep-note"))
                    .containsText("The server deletes photos 30 days after they were sent.");
            String id = page.url().substring(page.url().lastIndexOf('/') + 1);
            assertThat(status(id)).isEqualTo(200);
            page.reload();
            tab.awaitLabel("espresso");
            tab.assertAccessible("a photo that can be deleted");
            delete(tab).click();
            assertThat(page.locator("#deletion-note")).containsText("coffee.png was deleted on the server.");
            assertThat(page.locator(".row")).hasCount(0);
            assertThat(page.locator("#list-title")).isFocused();
            assertThat(page).not().hasURL(page.url().replaceAll("#.*", "") + "#/image/" + id);
            assertThat(status(id)).isEqualTo(404);
            assertThat(storedImages()).isEqualTo(before);
            tab.assertAccessible("after a deletion");
            page.reload();
            assertThat(page.locator("#list-note")).containsText("None yet");
        }
    }

    @Test
    @DisplayName("reads that it is still there where the server refuses or cannot be reached, and tries again")
    void refused() throws Exception {
        try (Tab tab = PAGE.open().expectingRefusals()) {
            Page page = tab.page();
            tab.drop(UploadFiles.coffee(directory));
            tab.awaitLabel("espresso");
            assertThat(page.locator("#keep-note")).containsText("30 days");
            tab.context().setOffline(true);
            delete(tab).click();
            assertThat(page.locator("#deletion-note"))
                    .containsText("coffee.png was not deleted. You are offline, so it is still on the server.");
            tab.context().setOffline(false);
            String id = page.url().substring(page.url().lastIndexOf('/') + 1);
            page.evaluate(
                    """
                    () => {
                      const key = 'spotter.album.1';
                      const entries = JSON.parse(localStorage.getItem(key));
                      entries[0].deletionToken = 'x'.repeat(32);
                      localStorage.setItem(key, JSON.stringify(entries));
                    }
                    """);
            page.reload();
            tab.awaitLabel("espresso");
            delete(tab).click();
            assertThat(page.locator("#deletion-note")).containsText("does not permit this browser to delete it");
            assertThat(page.locator(".row")).hasCount(1);
            tab.assertAccessible("a deletion that failed");
            assertThat(status(id)).isEqualTo(200);
        }
    }

    @Test
    @DisplayName("cannot delete a photo of which there is only the link")
    void link() throws Exception {
        String link;
        try (Tab tab = PAGE.open()) {
            tab.drop(UploadFiles.coffee(directory));
            tab.awaitLabel("espresso");
            link = tab.page().url();
        }
        try (Tab elsewhere = PAGE.open()) {
            elsewhere.page().navigate(link);
            elsewhere.awaitLabel("espresso");
            assertThat(elsewhere.page().locator(".row")).hasCount(0);
            assertThat(elsewhere.page().getByText("Delete", new Page.GetByTextOptions().setExact(true)))
                    .hasCount(0);
        }
    }

    @Test
    @DisplayName("clears the list, and then deletes what was in it on the server too")
    void cleared() throws Exception {
        long before = storedImages();
        try (Tab tab = PAGE.open()) {
            Page page = tab.page();
            tab.drop(UploadFiles.coffee(directory));
            tab.awaitLabel("espresso");
            tab.drop(UploadFiles.sample(directory, "camera.png", "camera.png"));
            tab.awaitLabel("tripod");
            assertThat(page.locator("#delete-cleared")).isHidden();
            page.locator("#clear").click();
            assertThat(page.locator(".row")).hasCount(0);
            assertThat(storedImages()).isEqualTo(before + 2);
            tab.assertAccessible("a cleared list");
            page.locator("#delete-cleared").click();
            assertThat(page.locator("#deletion-note")).containsText("2 of 2 deleted on the server.");
            assertThat(page.locator("#delete-cleared")).isHidden();
            assertThat(storedImages()).isEqualTo(before);
        }
    }

    private static Locator delete(Tab tab) {
        return tab.page().locator(".row .row-delete").first();
    }

    private static int status(String imageId) throws Exception {
        ApiClient.Response answer = PAGE.server().client().get("/predict?imageId=" + imageId);
        return answer.status();
    }

    private static long storedImages() throws IOException {
        try (Stream<Path> files = Files.walk(PAGE.data())) {
            return files.filter(file -> file.toString().endsWith(".properties")).count();
        }
    }
}
