package dev.spotter.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.spotter.inference.model.FineTuned;
import dev.spotter.inference.model.ModelCache;
import dev.spotter.inference.model.ModelCatalog;
import dev.spotter.inference.model.SpotterHome;
import dev.spotter.inference.model.Variant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** The page with models of few classes, of many, and with names that are hard to lay out. */
@EnabledIf(value = "dev.spotter.page.Chromium#isExpected", disabledReason = Chromium.MISSING)
@DisplayName("The page with labels of another model")
class OwnLabelsIT {
    private static final List<String> SCREENS = List.of("1200x900", "320x568");

    @TempDir
    private static Path directory;

    private static Chromium chromium;
    private static Path three;
    private static Path many;

    @BeforeAll
    static void makeModels() throws IOException {
        chromium = Chromium.start();
        SpotterHome home = new SpotterHome(directory.resolve("home"));
        FineTuned.installSome("three", home, directory, List.of("cup", "espresso", "missile"));
        FineTuned.installRepeated("many", home, directory, 10);
        ModelCache cache = new ModelCache(ModelCatalog.bundled(), home);
        three = cache.directory("three", Variant.PORTABLE);
        many = cache.directory("many", Variant.PORTABLE);
    }

    @AfterAll
    static void closeBrowser() {
        chromium.close();
    }

    @Test
    @DisplayName("of which there are two shows both, and says that the best is sure")
    void twoClasses() throws Exception {
        SpotterHome home = new SpotterHome(directory.resolve("home of two"));
        FineTuned.installSome("two", home, directory, List.of("cup", "espresso"));
        Path two = new ModelCache(ModelCatalog.bundled(), home).directory("two", Variant.PORTABLE);
        assertShows(model(two, "two", "unsureBelow=0.5", "unripe", "ripe \uD83C\uDF45"), 2, "This looks like", "ripe");
    }

    @Test
    @DisplayName("with very long names, emoji and names from right to left, keeps its layout")
    void oddNames() throws Exception {
        String hebrew = "\u05D0\u05E1\u05E4\u05E8\u05E1\u05D5 (\u05D7\u05DD)";
        Path model = model(
                three, "odd", "unsureBelow=1", "x".repeat(250), hebrew, "\uD83D\uDC69\u200D\uD83D\uDE80 in space");
        assertShows(model, 3, "This is probably", hebrew);
    }

    @Test
    @DisplayName("of which the best has a name of 250 characters, keeps its layout")
    void longName() throws Exception {
        Path model = model(three, "long", "", "cup", "long-name-".repeat(25), "missile");
        assertShows(model, 3, "The best label is", "long-name-long-name");
    }

    @Test
    @DisplayName("of which there are ten thousand shows the best five, and names several if it is not sure")
    void manyClasses() throws Exception {
        assertShows(model(many, "many", "unsureBelow=0.5"), 5, "Not sure:", "espresso 0, espresso 1 or espresso 2");
    }

    @Test
    @DisplayName("that are independent names all that apply")
    void independent() throws Exception {
        Path model = model(three, "independent", "activation=sigmoid");
        assertShows(model, 3, "Labels above 50%", "espresso, cup");
    }

    @Test
    @DisplayName("of which none applies says so")
    void nothing() throws Exception {
        Path model = model(three, "nothing", "activation=sigmoid\nunsureBelow=1");
        assertShows(model, 3, "No label is above 100%", "Nothing I know");
    }

    private static void assertShows(Path model, int bars, String lead, String labels) throws Exception {
        Path data = Files.createTempDirectory(directory, "data");
        Path photo = UploadFiles.coffee(data);
        try (Server server = Server.start(data, "--model", model.toString())) {
            for (String screen : SCREENS) {
                int width = Integer.parseInt(screen.substring(0, screen.indexOf('x')));
                int height = Integer.parseInt(screen.substring(screen.indexOf('x') + 1));
                ColorScheme scheme = width > height ? ColorScheme.LIGHT : ColorScheme.DARK;
                try (Tab tab = Tab.open(
                        chromium, server.uri(), Viewports.of(width, height).setColorScheme(scheme))) {
                    tab.choose(photo);
                    tab.awaitLabel(labels);
                    Page page = tab.page();
                    assertThat(page.locator(".best-lead")).hasText(lead);
                    assertThat(page.locator("#answer .bar")).hasCount(bars);
                    assertThat(page.locator("body").innerText()).doesNotContain("1,000", "1000");
                    tab.assertNoSidewaysScrolling();
                    tab.assertAccessible(model.getFileName() + " " + screen);
                }
            }
        }
    }

    /** A copy of a model directory with more properties, and with these labels if there are any. */
    private static Path model(Path from, String name, String scores, String... labels) throws IOException {
        Path copy = Files.createDirectory(directory.resolve("model-" + name));
        String network = from.getFileName().toString().split("-", 2)[0] + ".pt";
        Files.copy(from.resolve(network), copy.resolve(network));
        String properties = Files.readString(from.resolve("serving.properties"), UTF_8);
        Files.writeString(
                copy.resolve("serving.properties"),
                (scores.contains("sigmoid") ? properties.replace("applySoftmax=true\n", "") : properties) + scores);
        if (labels.length > 0) {
            Files.write(copy.resolve("synset.txt"), List.of(labels), UTF_8);
        } else {
            Files.copy(from.resolve("synset.txt"), copy.resolve("synset.txt"));
        }
        return copy;
    }
}
