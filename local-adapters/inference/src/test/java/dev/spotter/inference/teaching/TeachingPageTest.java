package dev.spotter.inference.teaching;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.spotter.core.classification.ModelIdentity;
import dev.spotter.core.error.InvalidRequestException;
import dev.spotter.core.error.ModelException;
import dev.spotter.core.image.ImageLimits;
import dev.spotter.imaging.ImageDecoder;
import dev.spotter.imaging.InputSpec;
import dev.spotter.imaging.Interpolation;
import dev.spotter.inference.model.ModelSummary;
import dev.spotter.inference.teaching.TeachingReport.ClassReport;
import dev.spotter.inference.teaching.TeachingReport.Confusion;
import dev.spotter.inference.teaching.TeachingReport.Duplicate;
import dev.spotter.inference.teaching.TeachingReport.Mistake;
import dev.spotter.inference.teaching.TeachingReport.TaughtPhoto;
import dev.spotter.inference.teaching.TeachingReport.Unreadable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A report of what was taught")
class TeachingPageTest {
    private static final Path COFFEE = Path.of("..", "..", "docs", "own-labels", "photos", "coffee", "coffee-1.jpg");
    private static final ImageDecoder DECODER = new ImageDecoder(ImageLimits.DEFAULT);
    private static final Pattern IMAGE = Pattern.compile("src=\"data:image/jpeg;base64,([^\"]*)\"");
    private static final String HOSTILE = "<script>alert(\"1\")</script>&\u202E\u0007";

    @TempDir
    private Path folder;

    @Test
    @DisplayName("shows names as text, whatever is in them, and needs no script and no other file")
    void escaped() throws IOException {
        TaughtPhoto photo = new TaughtPhoto(HOSTILE, Optional.of(COFFEE), HOSTILE);
        TeachingReport report = report(
                List.of(new ClassReport(HOSTILE, 3, OptionalDouble.of(0.5), OptionalDouble.empty()), row("b")),
                List.of(new Confusion(HOSTILE, "b", 1)),
                List.of(new Mistake(photo, HOSTILE, 0.875)),
                List.of(new Duplicate(photo, photo, false, 0.98)),
                List.of(new Unreadable(HOSTILE, HOSTILE, HOSTILE)),
                List.of(HOSTILE));
        String page = page(report);
        assertThat(page)
                .doesNotContain("<script", "\u202E", "\u0007", "http:", "https:", "<link")
                .contains("&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;\\u202e\\u0007")
                .contains("default-src 'none'", "color-scheme: light dark", "width=device-width")
                .contains("taken for", "87.5 %", "similarity 0.980", "not sure");
        Matcher image = IMAGE.matcher(page);
        assertThat(image.find()).isTrue();
        byte[] jpeg = Base64.getDecoder().decode(image.group(1));
        assertThat(jpeg).startsWith(0xff, 0xd8).hasSizeLessThan(8_000);
        JsonObject json = JsonParser.parseString(report.json()).getAsJsonObject();
        assertThat(json.getAsJsonArray("mistakes")
                        .get(0)
                        .getAsJsonObject()
                        .get("file")
                        .getAsString())
                .isEqualTo(HOSTILE);
        assertThat(json.getAsJsonArray("classes").get(0).getAsJsonObject().has("recall"))
                .isFalse();
    }

    @Test
    @DisplayName("has a square of the confusions of few classes")
    void square() throws IOException {
        String page = page(report(List.of(row("a"), row("b")), List.of(new Confusion("a", "b", 3)), List.of()));
        assertThat(page)
                .contains("<th><bdi>a</bdi></th><td class=\"n right\">7</td><td class=\"n wrong\">3</td>")
                .contains("<th><bdi>b</bdi></th><td class=\"n\">0</td><td class=\"n right\">10</td>");
    }

    @Test
    @DisplayName("has a bounded size, with a thousand classes and more mistakes than are shown")
    void large() throws IOException {
        List<ClassReport> classes =
                IntStream.range(0, 1_000).mapToObj(i -> row("class " + i)).toList();
        List<Confusion> confusions = IntStream.range(1, 1_000)
                .mapToObj(i -> new Confusion("class 0", "class " + i, 1))
                .toList();
        TaughtPhoto photo = new TaughtPhoto("coffee-1.jpg", Optional.of(COFFEE), "class 0");
        List<Mistake> mistakes = Collections.nCopies(1_500, new Mistake(photo, "class 1", 0.9));
        String page = page(report(classes, confusions, mistakes));
        assertThat(IMAGE.matcher(page).results()).hasSize(200);
        assertThat(page).contains("Most confused", "and 500 more").hasSizeLessThan(2_000_000);
    }

    @Test
    @DisplayName("replaces an earlier report, and no other file")
    void files() throws IOException {
        TeachingReport report = report(List.of(row("a"), row("b")), List.of(), List.of());
        Path file = folder.resolve("report.html");
        ReportFile.at(file).write(report, DECODER);
        ReportFile.at(file).write(report, DECODER);
        Path other = Files.writeString(folder.resolve("index.html"), "<!DOCTYPE html>\n<p>mine");
        for (Path refused : List.of(other, folder, folder.resolve("missing/report.html"))) {
            assertThatExceptionOfType(InvalidRequestException.class).isThrownBy(() -> ReportFile.at(refused));
        }
        assertThat(folder).isDirectoryNotContaining("regex:.*draft.*");
    }

    @Test
    @DisplayName("is refused before the teaching where its directory takes no files")
    void notWritable() {
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> ReportFile.at(Path.of("/proc/report.html")))
                .withMessageStartingWith("the report /proc/report.html cannot be written: ")
                .withMessageMatching(".*(takes no files|no permission).*");
    }

    @Test
    @DisplayName("that cannot be written says why, and that the model is installed")
    void notWritten() throws IOException {
        TeachingReport report = report(List.of(row("a"), row("b")), List.of(), List.of());
        Path directory = Files.createDirectory(folder.resolve("gone"));
        ReportFile file = ReportFile.at(directory.resolve("report.html"));
        Files.delete(directory);
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> file.write(report, DECODER))
                .withMessage(
                        "mine is installed, but the report %s cannot be written: its directory takes no files, or is"
                                + " gone",
                        directory.resolve("report.html"));
    }

    private String page(TeachingReport report) throws IOException {
        Path file = folder.resolve("page.html");
        ReportFile.at(file).write(report, DECODER);
        return Files.readString(file, UTF_8);
    }

    private static ClassReport row(String name) {
        return new ClassReport(name, 10, OptionalDouble.of(1), OptionalDouble.of(1));
    }

    private static TeachingReport report(
            List<ClassReport> classes, List<Confusion> confusions, List<Mistake> mistakes) {
        return report(classes, confusions, mistakes, List.of(), List.of(), List.of());
    }

    private static TeachingReport report(
            List<ClassReport> classes,
            List<Confusion> confusions,
            List<Mistake> mistakes,
            List<Duplicate> duplicates,
            List<Unreadable> unreadable,
            List<String> warnings) {
        List<Float> ones = List.of(1f, 1f, 1f);
        ModelSummary model = new ModelSummary(
                "mine",
                "1",
                ModelSummary.State.INSTALLED,
                "network",
                "taught",
                "0".repeat(64),
                new InputSpec(256, 224, Interpolation.BILINEAR, ones, ones),
                Optional.of(0.6),
                "Apache-2.0",
                "here");
        ModelIdentity base = new ModelIdentity("base", "1");
        Interval interval = new Interval(0.8, 0.95);
        return new TeachingReport(
                model, base, 0, 5, 0.9, interval, classes, confusions, mistakes, duplicates, unreadable, warnings);
    }
}
