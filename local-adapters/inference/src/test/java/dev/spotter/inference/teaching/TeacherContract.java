package dev.spotter.inference.teaching;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.spotter.core.classification.Classification;
import dev.spotter.core.error.InvalidRequestException;
import dev.spotter.core.internal.DraftDirectory;
import dev.spotter.inference.model.ClassifierSettings;
import dev.spotter.inference.model.HomeNotWritableException;
import dev.spotter.inference.model.ModelCatalog;
import dev.spotter.inference.model.Models;
import dev.spotter.inference.model.SpotterHome;
import dev.spotter.inference.network.NetworkClassifier;
import dev.spotter.inference.network.NetworkEmbedder;
import dev.spotter.inference.teaching.TeachingListener.Step;
import dev.spotter.inference.teaching.TeachingReport.ClassReport;
import dev.spotter.inference.teaching.TeachingReport.Duplicate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What teaching does with every engine. Extend it, and say how the engine's classifier and embedder are opened. */
@Tag("slow")
@DisplayName("Teaching with an engine")
public abstract class TeacherContract {
    private static final Path EXAMPLE = Path.of("..", "..", "docs", "own-labels");
    private static final TeachingListener SILENT = (step, done, of) -> {};

    @TempDir
    private Path folder;

    private Path photos = Path.of("unset");
    private ClassifierSettings settings = ClassifierSettings.from(System.getenv());
    private Teacher teacher = new Teacher(settings);

    /** Opens a classifier of the engine. */
    protected abstract NetworkClassifier open(ClassifierSettings settings);

    /** Opens an embedder of the engine. */
    protected abstract NetworkEmbedder openEmbedder(ClassifierSettings settings);

    @BeforeEach
    void copyPhotos() throws IOException {
        photos = folder.resolve("photos");
        copy(EXAMPLE.resolve("photos"), photos);
        settings = settings.withHome(new SpotterHome(folder.resolve("home")));
        teacher = new Teacher(settings, this::openEmbedder);
    }

    @Test
    @DisplayName("gives a model that classifies other photos, and a report")
    void taught() throws IOException {
        Set<Step> steps = EnumSet.noneOf(Step.class);
        TeachingReport report = teacher.teach(request(), (step, done, of) -> steps.add(step));
        assertThat(steps).isEqualTo(EnumSet.allOf(Step.class));
        assertThat(report.classes()).extracting(ClassReport::name).containsExactly("cat", "coffee");
        assertThat(report.photos()).isEqualTo(16);
        assertThat(report.accuracy()).isEqualTo(1);
        assertThat(report.mistakes()).isEmpty();
        assertThat(report.unreadable()).isEmpty();
        assertThat(report.warnings()).isEmpty();
        assertThat(report.model().source()).startsWith("taught from 16 photos in 2 classes on efficientnet-lite0 ");
        try (NetworkClassifier classifier = open(settings.withModel("mine"))) {
            assertThat(classifier.labels()).containsExactly("cat", "coffee");
            for (String sample : List.of("cat", "coffee")) {
                Classification result = classifier.classify(EXAMPLE.resolve("new/" + sample + ".jpg"));
                assertThat(result.best().name()).isEqualTo(sample);
                assertThat(result.best().score()).isGreaterThan(0.9);
            }
        }
    }

    @Test
    @DisplayName("gives the same model for the same photos, and changes nothing when it is repeated")
    void repeated() throws IOException {
        TeachingReport first = teacher.teach(request(), SILENT);
        assertThat(teacher.teach(request(), SILENT)).isEqualTo(first);
        TeachingReport second = teacher.teach(new TeachingRequest(photos, "second"), SILENT);
        assertThat(second.model().version()).isEqualTo(first.model().version());
        assertThat(second.classes()).isEqualTo(first.classes());
    }

    @Test
    @DisplayName("gives the same model whatever the names of the photos, at once or by extending another model")
    void sameInAnyOrder() throws IOException {
        String version = teacher.teach(request(), SILENT).model().version();
        Path part = folder.resolve("part");
        copy(photos, part);
        Files.delete(part.resolve("cat/cat-1.jpg"));
        teacher.teach(new TeachingRequest(part, "part"), SILENT);
        Path rest = Files.createDirectories(folder.resolve("rest/cat"));
        Files.copy(photos.resolve("cat/cat-1.jpg"), rest.resolve("a.jpg"));
        TeachingRequest extended =
                new TeachingRequest(rest.resolveSibling(""), "extended", Optional.of("part"), 0, false);
        assertThat(teacher.teach(extended, SILENT).model().version()).isEqualTo(version);
        for (int i = 1; i <= 8; i++) {
            Files.move(photos.resolve("cat/cat-%d.jpg".formatted(i)), photos.resolve("cat/%d.jpg".formatted(9 - i)));
        }
        TeachingReport renamed = teacher.teach(new TeachingRequest(photos, "renamed"), SILENT);
        assertThat(renamed.model().version()).isEqualTo(version);
    }

    @Test
    @DisplayName("is never sure if its surest answers are wrong too often")
    void neverSure() throws IOException {
        Path same = folder.resolve("same");
        for (String name : List.of("a", "b", "c")) {
            copy(photos.resolve("cat"), same.resolve(name));
        }
        TeachingReport report = teacher.teach(new TeachingRequest(same, "same"), SILENT);
        assertThat(report.accuracy()).isLessThan(0.5);
        assertThat(report.model().unsureBelow()).contains(1.0);
        try (NetworkClassifier classifier = open(settings.withModel("same"))) {
            assertThat(classifier.classify(EXAMPLE.resolve("new/cat.jpg")).confident())
                    .contains(false);
        }
    }

    @Test
    @DisplayName("keeps the list of photos for its owner alone")
    void privateLesson() throws IOException {
        teacher.teach(request(), SILENT);
        try (Stream<Path> files = Files.walk(folder.resolve("home"))) {
            List<Path> lessons = files.filter(
                            file -> file.getFileName().toString().startsWith("lesson"))
                    .toList();
            assertThat(lessons).hasSize(2);
            for (Path lesson : lessons) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(lesson)))
                        .isEqualTo("rw-------");
            }
        }
    }

    @Test
    @DisplayName("replaces another model of the name only where that is asked for")
    void replaced() throws IOException {
        TeachingReport first = teacher.teach(request(), SILENT);
        Files.delete(photos.resolve("cat/cat-8.jpg"));
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> teacher.teach(request(), SILENT))
                .withMessageContaining("another model is installed as mine");
        TeachingReport second = teacher.teach(request().replacing(), SILENT);
        assertThat(second.photos()).isEqualTo(15);
        assertThat(second.model().version()).isNotEqualTo(first.model().version());
    }

    @Test
    @DisplayName("leaves out what is no image, and what vanishes, and names them")
    void unreadable() throws IOException {
        Files.writeString(photos.resolve("cat/broken.jpg"), "no image");
        Path vanishing = photos.resolve("coffee/vanishes.jpg");
        Files.copy(photos.resolve("coffee/coffee-1.jpg"), vanishing);
        List<String> taken = new ArrayList<>();
        TeachingReport report = teacher.teach(request(), (step, done, of) -> {
            if (done == 1 && taken.isEmpty()) {
                taken.add("now");
                delete(vanishing);
            }
        });
        assertThat(report.photos()).isEqualTo(16);
        assertThat(report.unreadable())
                .satisfiesExactly(
                        broken -> {
                            assertThat(broken.name()).endsWith("broken.jpg");
                            assertThat(broken.className()).isEqualTo("cat");
                            assertThat(broken.reason()).contains("not an image");
                        },
                        vanished -> assertThat(vanished.reason()).isEqualTo("there is no such file"));
    }

    @Test
    @DisplayName("is refused where a class has one readable photo, with what could not be read")
    void tooFew() throws IOException {
        Path few = Files.createDirectories(photos.resolve("few"));
        Files.copy(photos.resolve("cat/cat-1.jpg"), few.resolve("1.jpg"));
        Files.writeString(few.resolve("2.jpg"), "no image");
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> teacher.teach(request(), SILENT))
                .withMessageStartingWith(
                        "the class few has 1 readable photo; at least 2 are needed; 1 could not be read")
                .withMessageContaining("2.jpg");
        assertThat(new Models(ModelCatalog.bundled(), settings.home()).has("mine"))
                .isFalse();
    }

    @Test
    @DisplayName("is refused where a class has too few photos, with its copies and what was skipped")
    void copiesAndSkipped() throws IOException {
        Path few = Files.createDirectories(photos.resolve("few"));
        Files.copy(photos.resolve("cat/cat-1.jpg"), few.resolve("1.jpg"));
        Files.copy(photos.resolve("cat/cat-1.jpg"), few.resolve("2.jpg"));
        Files.writeString(few.resolve("3.heic"), "not read");
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> teacher.teach(request(), SILENT))
                .withMessageStartingWith("the class few has 1 readable photo; at least 2 are needed; left out as copies"
                        + " with the same bytes: 1")
                .withMessageContaining("in few: ")
                .withMessageContaining("3.heic");
    }

    @Test
    @DisplayName("says how a class is removed that is left without photos")
    void emptied() throws IOException {
        teacher.teach(request(), SILENT);
        Path moved = folder.resolve("moved");
        copy(photos.resolve("cat"), moved.resolve("coffee"));
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> teacher.teach(new TeachingRequest(moved, "moved").from("mine"), SILENT))
                .withMessage(
                        "the class cat has 0 readable photos; at least 2 are needed; of its earlier photos given in"
                                + " another class now: 8; to remove or rename a class, teach with all photos again, and"
                                + " not from an earlier model");
    }

    @Test
    @DisplayName("ends where the thread is interrupted, before it begins or later, with its flag set")
    void interrupted() {
        Thread.currentThread().interrupt();
        assertInterrupted(SILENT);
        for (Step step : Step.values()) {
            assertInterrupted((at, done, of) -> {
                if (at == step) {
                    Thread.currentThread().interrupt();
                }
            });
        }
        assertThat(teacher.teach(request(), SILENT).accuracy()).isEqualTo(1);
    }

    private void assertInterrupted(TeachingListener listener) {
        assertThatIllegalStateException()
                .isThrownBy(() -> teacher.teach(request(), listener))
                .withMessage("the thread that teaches was interrupted");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    @DisplayName("says which variable names another directory where its files cannot be written")
    void homeNotWritable() {
        Path cache = settings.home().cache();
        Teacher late = new Teacher(settings, base -> {
            NetworkEmbedder embedder = openEmbedder(base);
            replaceByFile(cache);
            return embedder;
        });
        assertThatExceptionOfType(HomeNotWritableException.class)
                .isThrownBy(() -> late.teach(request(), SILENT))
                .withMessage(
                        "the temporary file of features cannot be written to %s (a file is in its place): set"
                                + " SPOTTER_HOME to a directory that can be written",
                        cache);
    }

    private static void replaceByFile(Path directory) {
        try {
            Files.move(directory, directory.resolveSibling("elsewhere"));
            Files.createFile(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    @DisplayName("names photos that are in two classes, by their bytes and by how they look, and counts copies once")
    void duplicates() throws IOException {
        Files.copy(photos.resolve("cat/cat-1.jpg"), photos.resolve("coffee/zz-same.jpg"));
        Files.copy(photos.resolve("cat/cat-2.jpg"), photos.resolve("cat/zz-copy.jpg"));
        byte[] withComment = withComment(Files.readAllBytes(photos.resolve("cat/cat-3.jpg")));
        Files.write(photos.resolve("coffee/zz-alike.jpg"), withComment);
        TeachingReport report = teacher.teach(request(), SILENT);
        assertThat(report.photos()).isEqualTo(18);
        assertThat(report.duplicates()).extracting(Duplicate::sameBytes).startsWith(true, false);
        assertThat(report.duplicates().get(0).first().name()).endsWith("cat-1.jpg");
        assertThat(report.duplicates().get(0).second().name()).endsWith("zz-same.jpg");
        assertThat(report.duplicates().get(1).first().name()).endsWith("cat-3.jpg");
        assertThat(report.duplicates().get(1).second().name()).endsWith("zz-alike.jpg");
        assertThat(report.duplicates().get(1).similarity()).isGreaterThan(0.999);
        assertThat(report.warnings()).singleElement().asString().startsWith("1 photo has the same bytes");
        assertThat(report.mistakes()).isNotEmpty();
        assertThat(report.confusions()).isNotEmpty();
        JsonObject json = JsonParser.parseString(report.json()).getAsJsonObject();
        assertThat(json.get("photos").getAsInt()).isEqualTo(18);
        assertThat(json.getAsJsonArray("duplicates"))
                .hasSize(report.duplicates().size());
        assertThat(json.getAsJsonArray("mistakes")).hasSize(report.mistakes().size());
        Path page = folder.resolve("report.html");
        ReportFile.at(page).write(report, settings.newDecoder());
        assertThat(page).content(UTF_8).contains("data:image/jpeg;base64,", "zz-same.jpg", "cat-3.jpg");
    }

    @Test
    @DisplayName("extends a model by new classes and photos, with the old labels first")
    void extended() throws IOException {
        teacher.teach(request(), SILENT);
        DraftDirectory.delete(photos);
        copy(EXAMPLE.resolve("more"), photos);
        TeachingReport report = teacher.teach(new TeachingRequest(photos, "more").from("mine"), SILENT);
        assertThat(report.classes()).extracting(ClassReport::name).containsExactly("cat", "coffee", "rocket");
        assertThat(report.photos()).isEqualTo(24);
        try (NetworkClassifier classifier = open(settings.withModel("more"))) {
            for (String sample : List.of("cat", "coffee", "rocket")) {
                assertThat(classifier
                                .classify(EXAMPLE.resolve("new/" + sample + ".jpg"))
                                .best()
                                .name())
                        .isEqualTo(sample);
            }
        }
    }

    @Test
    @DisplayName("moves a photo to the class where it is given again")
    void corrected() throws IOException {
        Files.move(photos.resolve("cat/cat-1.jpg"), photos.resolve("coffee/cat-1.jpg"));
        teacher.teach(request(), SILENT);
        Path right = folder.resolve("right");
        Files.createDirectories(right.resolve("cat"));
        Files.move(photos.resolve("coffee/cat-1.jpg"), right.resolve("cat/cat-1.jpg"));
        TeachingRequest request = new TeachingRequest(right, "mine").from("mine");
        TeachingReport report = teacher.teach(request.replacing(), SILENT);
        assertThat(report.classes()).extracting(ClassReport::photos).containsExactly(8, 8);
        assertThat(report.duplicates()).isEmpty();
    }

    @Test
    @DisplayName("does not extend what was not taught, nor what the cache has lost")
    void notExtended() throws IOException {
        assertRefused("efficientnet-lite0", "efficientnet-lite0 was not taught on this machine");
        assertRefused("missing", "there is no model missing; no model was taught on this machine");
        teacher.teach(request(), SILENT);
        assertRefused("missing", "there is no model missing; taught models are: mine");
        DraftDirectory.delete(settings.home().cache().resolve("features"));
        DraftDirectory.delete(photos.resolve("cat"));
        assertRefused(
                "mine", "the cache has lost the features of 8 of the 16 photos of mine: teach with all photos again");
    }

    private void assertRefused(String from, String message) {
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> teacher.teach(new TeachingRequest(photos, "more").from(from), SILENT))
                .withMessageContaining(message);
    }

    @Test
    @DisplayName("replaces no model by one that is taught on it, because that could not be extended")
    void base() {
        teacher.teach(request(), SILENT);
        Teacher onMine = new Teacher(settings.withModel("mine"), this::openEmbedder);
        assertBaseKept(onMine, request().replacing());
        onMine.teach(new TeachingRequest(photos, "second"), SILENT);
        assertBaseKept(teacher, request().from("second").replacing());
        TeachingReport again = onMine.teach(
                new TeachingRequest(photos, "second").from("second").replacing(), SILENT);
        assertThat(again.photos()).isEqualTo(16);
    }

    private static void assertBaseKept(Teacher teacher, TeachingRequest request) {
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> teacher.teach(request, SILENT))
                .withMessageStartingWith("mine is the model whose network looks at the photos");
    }

    @Test
    @DisplayName("continues after it was stopped")
    void continued() throws IOException {
        assertThatIllegalStateException()
                .isThrownBy(() -> teacher.teach(request(), (step, done, of) -> {
                    if (done == 10) {
                        throw new IllegalStateException("stopped");
                    }
                }));
        assertThat(new Models(ModelCatalog.bundled(), settings.home()).has("mine"))
                .isFalse();
        assertThat(teacher.teach(request(), SILENT).accuracy()).isEqualTo(1);
    }

    /** Teaches the example; the settings to open the model with. */
    protected final ClassifierSettings teachExample() {
        TeachingReport report = teacher.teach(request(), SILENT);
        return settings.withModel(report.model().name());
    }

    private TeachingRequest request() {
        return new TeachingRequest(photos, "mine");
    }

    /** The same JPEG with other bytes. */
    private static byte[] withComment(byte[] jpeg) {
        byte[] longer = new byte[jpeg.length + 6];
        System.arraycopy(jpeg, 0, longer, 0, 2);
        byte[] comment = {(byte) 0xff, (byte) 0xfe, 0, 4, 'h', 'i'};
        System.arraycopy(comment, 0, longer, 2, comment.length);
        System.arraycopy(jpeg, 2, longer, 8, jpeg.length - 2);
        return longer;
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }
}
