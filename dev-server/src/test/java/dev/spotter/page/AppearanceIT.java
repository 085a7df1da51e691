package dev.spotter.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import com.microsoft.playwright.options.ScreenshotAnimations;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * How the page looks, to eyes and to axe. With {@code -Dspotter.screenshots=true} the images in
 * {@code docs/screenshots} are taken anew; otherwise nothing is written there.
 */
@EnabledIf(value = "dev.spotter.page.Chromium#isExpected", disabledReason = Chromium.MISSING)
@DisplayName("The page looks right")
class AppearanceIT {
    private static final Path SCREENSHOTS = Path.of("..", "docs", "screenshots");
    private static final double LITTLE = 0.02;

    @RegisterExtension
    static final ServedPage PAGE = new ServedPage();

    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource(names = {"LIGHT", "DARK"})
    @DisplayName("and axe finds nothing wrong, in every state, light and dark")
    void accessible(ColorScheme scheme) throws Exception {
        try (Tab tab = PAGE.open(Viewports.desk(scheme)).expectingRefusals()) {
            Page page = tab.page();
            tab.assertAccessible("empty");
            tab.limitSending(20_000);
            tab.drop(UploadFiles.coffee(directory), UploadFiles.sample(directory, "coffee.png", "second.png"));
            tab.awaitAnswer("of 467");
            tab.assertAccessible("sending");
            tab.press("Cancel");
            tab.awaitProblem("Stopped");
            tab.assertAccessible("stopped");
            tab.limitSending(-1);
            tab.press("Go on");
            tab.awaitLabel("espresso").awaitRow("second.png", "espresso");
            tab.assertAccessible("classified");
            tab.drop(UploadFiles.text(directory));
            tab.awaitProblem("not a photo");
            tab.assertAccessible("refused");
            tab.drop(UploadFiles.damaged(directory));
            tab.awaitProblem("cannot be opened");
            tab.assertAccessible("failed");
            page.locator("#filename").fill("nobody");
            page.locator("#filename").press("Enter");
            assertThat(page.locator("#lookup-answer")).containsText("No such photo");
            page.locator("#filter").fill("nothing like that");
            assertThat(page.locator("#list-note")).containsText("No photo with");
            tab.assertAccessible("looked up in vain, all filtered out");
            page.locator("#filter").fill("");
            page.reload();
            tab.awaitProblem("cannot be opened");
            tab.assertAccessible("reloaded");
            page.locator("#clear").click();
            tab.assertAccessible("cleared");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"LIGHT", "DARK"})
    @DisplayName("and axe finds nothing wrong while labels are waited for, or the server is gone")
    void accessibleWhileWaiting(ColorScheme scheme) throws Exception {
        Path images = directory.resolve("data");
        try (Server slow = Server.startSlow(images);
                Tab tab = Tab.open(PAGE.chromium(), slow.uri(), Viewports.desk(scheme))
                        .expectingRefusals()) {
            slow.client().upload("other.png", UploadFiles.black(5_000));
            tab.drop(UploadFiles.coffee(directory));
            tab.awaitAnswer("Looking at it");
            tab.assertAccessible("waiting");
            slow.kill();
            tab.awaitAnswer("cannot be reached");
            tab.assertAccessible("waiting for the server");
            tab.drop(UploadFiles.sample(directory, "camera.png", "camera.png"));
            tab.awaitProblem("cannot be reached");
            tab.assertAccessible("server gone");
        }
    }

    @ParameterizedTest
    @CsvSource({"320, 568", "360, 740", "768, 1024", "1280, 720", "3840, 2160"})
    @DisplayName("on every screen from 320 pixels to 4K: nothing sticks out sideways, and nothing jumps")
    void screens(int width, int height) throws Exception {
        String longName = "a name without a blank ".replace(' ', '-').repeat(8) + ".png";
        Path photo = UploadFiles.sample(directory, "coffee.png", longName);
        try (Tab tab = PAGE.open(Viewports.of(width, height)).expectingRefusals()) {
            tab.assertNoSidewaysScrolling();
            tab.choose(photo);
            tab.awaitLabel("espresso").awaitRow(longName, "espresso");
            tab.assertNoSidewaysScrolling();
            assertThat(tab.shifted())
                    .as("layout shift from the photo to its label")
                    .isLessThan(LITTLE);
            tab.page().reload();
            tab.awaitLabel("espresso");
            assertThat(tab.shifted()).as("layout shift of a reload").isLessThan(LITTLE);
            tab.choose(UploadFiles.text(directory));
            tab.awaitProblem("not a photo");
            tab.assertNoSidewaysScrolling();
        }
    }

    @Test
    @DisplayName("with nothing in motion for those who want that")
    void stillness() throws Exception {
        Browser.NewContextOptions options = Viewports.desk(ColorScheme.LIGHT).setReducedMotion(ReducedMotion.REDUCE);
        try (Tab tab = PAGE.open(options)) {
            tab.drop(UploadFiles.coffee(directory));
            tab.awaitLabel("espresso");
            String moving = "document.getAnimations().filter((animation) => !(animation.effect.target instanceof "
                    + "HTMLProgressElement)).length";
            assertThat(tab.page().evaluate(moving)).isEqualTo(0);
        }
    }

    @Test
    @DisplayName("with the focus always in sight")
    void focus() {
        try (Tab tab = PAGE.open(Viewports.desk(ColorScheme.LIGHT))) {
            Page page = tab.page();
            String outlined =
                    """
                    () => {
                      const element = document.activeElement;
                      const isUnseen = element.classList.contains('unseen');
                      const shown = isUnseen ? element.nextElementSibling.querySelector('.button') : element;
                      return element !== document.body && getComputedStyle(shown).outlineStyle === 'solid';
                    }
                    """;
            for (int i = 0; i < 7; i++) {
                page.keyboard().press("Tab");
                assertThat(page.evaluate(outlined)).as("stop " + i).isEqualTo(true);
            }
        }
    }

    @Test
    @DisplayName("in its images: light, dark, on a phone, and with a problem")
    void images() throws Exception {
        Path[] photos = {
            UploadFiles.coffee(directory),
            UploadFiles.sample(directory, "camera.png", "camera.png"),
            UploadFiles.sample(directory, "rocket.jpg", "rocket.jpg"),
        };
        for (ColorScheme scheme : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
            try (Tab tab = PAGE.open(image(scheme))) {
                tab.drop(photos);
                tab.awaitLabel("espresso").awaitRow("rocket.jpg", "missile");
                tab.awaitRow("camera.png", "tripod");
                take(tab, scheme.name().toLowerCase(Locale.ROOT));
            }
        }
        Browser.NewContextOptions phone = Viewports.phone().setViewportSize(360, 1_330);
        try (Tab tab = PAGE.open(phone)) {
            assertThat(tab.page().getByText("Take a photo")).isVisible();
            take(tab, "phone-empty");
            tab.choose(photos[0]);
            tab.awaitLabel("espresso");
            take(tab, "phone");
        }
        try (Tab tab = PAGE.open(image(ColorScheme.LIGHT)).expectingRefusals()) {
            tab.drop(UploadFiles.text(directory), photos[1]);
            tab.awaitProblem("not a photo").awaitRow("camera.png", "tripod");
            take(tab, "problem");
        }
    }

    private static Browser.NewContextOptions image(ColorScheme scheme) {
        return Viewports.desk(scheme).setViewportSize(960, 1_220);
    }

    private static void take(Tab tab, String name) {
        if (Boolean.getBoolean("spotter.screenshots")) {
            tab.page().evaluate("scrollTo(0, 0)");
            tab.page()
                    .screenshot(new Page.ScreenshotOptions()
                            .setPath(SCREENSHOTS.resolve(name + ".png"))
                            .setAnimations(ScreenshotAnimations.DISABLED));
        }
    }
}
