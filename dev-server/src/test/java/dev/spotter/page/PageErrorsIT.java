package dev.spotter.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import dev.spotter.devserver.ApiClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each trouble is made for real, by the file, the server or the network; only a late event, which no local server has,
 * is answered for.
 */
@EnabledIf(value = "dev.spotter.page.Chromium#isExpected", disabledReason = Chromium.MISSING)
@DisplayName("When something goes wrong, the page")
class PageErrorsIT {
    private static final int MAX_BYTES = 6_000_000;
    private static final int MAX_SIGNED_BYTES = 8_000_000;

    @RegisterExtension
    static final ServedPage PAGE = new ServedPage(
            "--max-bytes", Integer.toString(MAX_BYTES), "--max-signed-bytes", Integer.toString(MAX_SIGNED_BYTES));

    @TempDir
    private Path directory;

    @Test
    @DisplayName("says that a file is no photo, and what would be one")
    void noPhoto() throws Exception {
        try (Tab tab = PAGE.open().expectingRefusals()) {
            tab.drop(UploadFiles.text(directory));
            tab.awaitProblem("This is not a photo that can be read")
                    .awaitProblem("accepted formats are JPEG, PNG, GIF, BMP, WebP, TIFF. Choose another file.");
            tab.awaitRow("notes.jpg", "This is not a photo");
            assertThat(tab.page().locator("#news")).containsText("notes.jpg: This is not a photo");
            assertThat(tab.page().locator("#no-preview")).isVisible();
            Path[] another = {UploadFiles.coffee(directory)};
            tab.page().onFileChooser(chooser -> chooser.setFiles(another));
            tab.press("Choose another photo");
            tab.awaitLabel("espresso");
        }
    }

    @Test
    @DisplayName("names the limit of a photo that is too large, and sends a smaller copy if the person says so")
    void tooLarge() throws Exception {
        try (Tab tab = PAGE.open().expectingRefusals()) {
            tab.drop(UploadFiles.padded(directory, "large.png", MAX_SIGNED_BYTES + 1));
            tab.awaitProblem("The photo is too large").awaitProblem("the limit of this server is 8.0\u00a0MB");
            assertThat(tab.requests())
                    .noneMatch(request -> request.url().contains("/upload?")
                            || request.method().equals("PUT"));
            tab.press("Send a smaller copy");
            tab.awaitLabel("espresso");
        }
    }

    @Test
    @DisplayName("names the limit that the server answers with")
    void refusedAsTooLarge() throws Exception {
        try (Server strict = Server.start(
                        directory.resolve("data"), "--max-bytes", "300000", "--max-signed-bytes", "300000");
                Tab tab = PAGE.open(strict).expectingRefusals()) {
            tab.drop(UploadFiles.coffee(directory));
            tab.awaitProblem("It has 467\u00a0kB; the limit of this server is 300\u00a0kB.");
            tab.press("Send a smaller copy");
            tab.awaitLabel("espresso");
        }
    }

    @Test
    @DisplayName("says that a photo claims too many pixels")
    void tooManyPixels() throws Exception {
        try (Tab tab = PAGE.open().expectingRefusals()) {
            tab.drop(UploadFiles.bomb(directory));
            tab.awaitProblem("The photo cannot be opened").awaitProblem("60,000 x 60,000 pixels");
        }
    }

    @Test
    @DisplayName("says why a damaged photo has no label, also after a reload")
    void damaged() throws Exception {
        try (Tab tab = PAGE.open()) {
            tab.drop(UploadFiles.damaged(directory));
            tab.awaitProblem("The photo cannot be opened").awaitProblem("Choose another photo");
            assertThat(tab.page()).hasURL(Pattern.compile("#/image/"));
            tab.page().reload();
            tab.awaitProblem("The photo cannot be opened").awaitRow("torn.png", "The photo cannot be opened");
        }
    }

    @Test
    @DisplayName("waits for a busy server, then says so, and sends the photo without choosing it again")
    void busy() throws Exception {
        try (Server slow = Server.startSlow(directory.resolve("data"), "--queue", "1");
                Tab tab = PAGE.open(slow).expectingRefusals()) {
            ApiClient client = slow.client();
            byte[] black = UploadFiles.black(7_000);
            String blocking = upload(client, black);
            AtomicBoolean isBusy = new AtomicBoolean(true);
            CompletableFuture<String> last =
                    CompletableFuture.supplyAsync(() -> keepBusy(client, black, blocking, isBusy));
            tab.drop(UploadFiles.coffee(directory));
            tab.awaitRow("coffee.png", "The server is busy; sent again soon");
            tab.awaitProblem("The server is busy").awaitProblem("1 images are waiting already");
            isBusy.set(false);
            client.outcome("imageId=" + last.get());
            tab.press("Try again");
            tab.awaitLabel("espresso");
        }
    }

    /**
     * Takes the one place in the queue again whenever it is free, however fast the machine is; gives the image that
     * took it last.
     */
    private static String keepBusy(ApiClient client, byte[] image, String first, AtomicBoolean isBusy) {
        String last = first;
        try {
            while (isBusy.get()) {
                ApiClient.Response uploaded = client.upload("black.png", image);
                if (uploaded.status() == 201) {
                    last = uploaded.json().get("imageId").asText();
                }
            }
            return last;
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    @DisplayName("keeps a photo that the server was not there for, and sends it when it is back")
    void gone() throws Exception {
        Path images = directory.resolve("data");
        Server first = Server.start(images);
        try (Tab tab = PAGE.open(first).expectingRefusals()) {
            first.kill();
            tab.drop(UploadFiles.coffee(directory));
            tab.awaitProblem("The server cannot be reached");
            assertThat(tab.page().locator("#preview")).isVisible();
            tab.page().locator("#filename").fill("coffee.png");
            tab.page().locator("#filename").press("Enter");
            assertThat(tab.page().locator("#lookup-answer")).containsText("The server cannot be reached");
            tab.page().getByLabel("A cat").click();
            assertThat(tab.page().locator("#input-notice")).containsText("The server cannot be reached");
            try (Server second = Server.start(images, "--port", first.port())) {
                assertThat(second.port()).isEqualTo(first.port());
                tab.press("Try again");
                tab.awaitLabel("espresso");
            }
        } finally {
            first.close();
        }
    }

    @Test
    @DisplayName("keeps a photo while there is no network, and sends it by itself when there is")
    void offline() throws Exception {
        try (Tab tab = PAGE.open().expectingRefusals()) {
            tab.context().setOffline(true);
            tab.drop(UploadFiles.coffee(directory));
            tab.awaitProblem("You are offline");
            tab.context().setOffline(false);
            tab.awaitLabel("espresso");
        }
    }

    @Test
    @DisplayName("still asks for a pending outcome after a reload")
    void reloadWhilePending() throws Exception {
        try (Server slow = Server.startSlow(directory.resolve("data"));
                Tab tab = PAGE.open(slow)) {
            upload(slow.client(), UploadFiles.black(2_500));
            tab.drop(UploadFiles.coffee(directory));
            tab.awaitAnswer("Looking at it");
            assertThat(tab.page()).hasURL(Pattern.compile("#/image/"));
            tab.page().reload();
            tab.awaitAnswer("Looking at it").awaitLabel("espresso").awaitRow("coffee.png", "espresso");
        }
    }

    @Test
    @DisplayName("still asks for an outcome while the server restarts")
    void restart() throws Exception {
        Path images = directory.resolve("data");
        Server first = Server.startSlow(images);
        try (Tab tab = PAGE.open(first).expectingRefusals()) {
            upload(first.client(), UploadFiles.black(4_000));
            tab.drop(UploadFiles.coffee(directory));
            tab.awaitAnswer("Looking at it");
            first.kill();
            tab.awaitAnswer("The server cannot be reached; asking again");
            try (Server second = Server.start(images, "--port", first.port())) {
                assertThat(second.port()).isEqualTo(first.port());
                tab.awaitLabel("espresso");
            }
        } finally {
            first.close();
        }
    }

    @Test
    @DisplayName("stops when the person cancels, continues when they say so, and sends a few photos at a time")
    void cancel() throws Exception {
        try (Tab tab = PAGE.open()) {
            tab.limitSending(40_000);
            List<Path> photos = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                photos.add(UploadFiles.sample(directory, "coffee.png", "photo " + i + ".png"));
            }
            tab.drop(photos.toArray(Path[]::new));
            Page page = tab.page();
            assertThat(page.locator(".row[data-stage=sending]")).hasCount(3);
            assertThat(page.locator(".row[data-stage=queued]")).hasCount(2);
            tab.awaitAnswer("of 467\u00a0kB");
            assertThat(page.locator("#answer progress")).hasAttribute("max", Long.toString(Files.size(photos.get(0))));
            tab.press("Cancel");
            tab.awaitProblem("Stopped").awaitProblem("The photo was not sent.");
            assertThat(page.locator("#answer-title")).isFocused();
            page.getByLabel("Cancel photo 4.png").click();
            tab.awaitRow("photo 4.png", "Stopped");
            tab.limitSending(-1);
            tab.press("Go on");
            tab.awaitLabel("espresso");
            page.getByLabel("Try photo 4.png again").click();
            assertThat(page.locator(".row[data-stage=classified]")).hasCount(5);
        }
    }

    @Test
    @DisplayName("says that a file is gone since it was chosen")
    void lostFile() throws Exception {
        try (Tab tab = PAGE.open().expectingRefusals()) {
            Path photo = UploadFiles.coffee(directory);
            tab.context().setOffline(true);
            tab.drop(photo);
            tab.awaitProblem("You are offline");
            Files.delete(photo);
            tab.context().setOffline(false);
            tab.awaitProblem("The file cannot be read any more");
        }
    }

    @Test
    @DisplayName("says that a link leads to no photo")
    void unknownLink() {
        try (Tab tab = PAGE.open().expectingRefusals()) {
            tab.page().navigate(PAGE.server().uri() + "#/image/00000000000000000000000000");
            tab.awaitProblem("No such photo");
        }
    }

    @Test
    @DisplayName("still asks for the outcome of a large photo before its event has arrived, also after a reload")
    void sentAndUnknown() throws Exception {
        try (Tab tab = PAGE.open().expectingRefusals()) {
            Page page = tab.page();
            AtomicBoolean isKnown = new AtomicBoolean();
            page.route("**/predict?*", route -> {
                if (isKnown.get()) {
                    route.resume();
                } else {
                    route.fulfill(new Route.FulfillOptions().setStatus(404));
                }
            });
            tab.drop(UploadFiles.padded(directory, "large.png", MAX_BYTES + 1));
            tab.awaitAnswer("Looking at it");
            assertThat(page).hasURL(Pattern.compile("#/image/"));
            page.waitForResponse(response -> response.status() == 404, () -> {});
            page.reload();
            page.waitForResponse(response -> response.status() == 404, () -> {});
            tab.awaitAnswer("Looking at it");
            isKnown.set(true);
            tab.awaitLabel("espresso");
        }
    }

    private static String upload(ApiClient client, byte[] image) throws Exception {
        return client.upload("other.png", image).json().get("imageId").asText();
    }
}
