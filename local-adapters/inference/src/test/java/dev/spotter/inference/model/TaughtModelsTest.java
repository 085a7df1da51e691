package dev.spotter.inference.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.spotter.core.error.InvalidRequestException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A model that was taught")
class TaughtModelsTest {
    private static final ModelCatalog CATALOG = ModelCatalog.bundled();
    private static final String BASE = ClassifierSettings.DEFAULT_MODEL;
    private static final List<String> LABELS = List.of("cup", "espresso");

    @TempDir
    private Path folder;

    private SpotterHome home = new SpotterHome(Path.of("unset"));
    private TaughtModels taught = new TaughtModels(CATALOG, home);
    private Models models = new Models(CATALOG, home);

    @BeforeEach
    void open() {
        home = new SpotterHome(folder.resolve("home"));
        taught = new TaughtModels(CATALOG, home);
        models = new Models(CATALOG, home);
    }

    @Test
    @DisplayName("is an installed model with the base's network, licence and preprocessing, and says what it is from")
    void installed() {
        ModelSummary model = taught.install(model("mine", LABELS, "a"), false);
        ModelSummary base = models.show(BASE);
        assertThat(model.state()).isEqualTo(ModelSummary.State.INSTALLED);
        assertThat(model.network()).isEqualTo(base.network());
        assertThat(model.licence()).isEqualTo(base.licence());
        assertThat(model.input()).isEqualTo(base.input());
        assertThat(model.version()).matches("[0-9a-f]{12}");
        assertThat(model.source()).startsWith("taught from 4 photos on efficientnet-lite0 imagenet-1k-1 (");
        assertThat(labels("mine")).isEqualTo(LABELS);
        assertThat(taught.lesson("mine")).map(TaughtModel.Lesson::key).contains("a");
        models.remove("mine");
        assertThat(taught.lesson("mine")).isEmpty();
    }

    @Test
    @DisplayName("has the version of its layer and its labels")
    void version() {
        String version = taught.install(model("one", LABELS, "a"), false).version();
        assertThat(taught.install(model("two", LABELS, "b"), false).version()).isEqualTo(version);
        assertThat(taught.install(model("three", List.of("cup", "rocket"), "c"), false)
                        .version())
                .isNotEqualTo(version);
    }

    @Test
    @DisplayName("can be installed twice from the same lesson, is kept where another would take its name, and replaced")
    void again() {
        ModelSummary first = taught.install(model("mine", LABELS, "a"), false);
        assertThat(taught.install(model("mine", LABELS, "a"), false)).isEqualTo(first);
        TaughtModel other = model("mine", List.of("cup", "espresso", "missile"), "b");
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> taught.install(other, false))
                .withMessageContaining("another model is installed as mine; replace it");
        assertThat(models.show("mine")).isEqualTo(first);
        Path joined = new ModelCache(CATALOG, home).directory("mine", Variant.ONNX);
        taught.install(other, true);
        assertThat(labels("mine")).isEqualTo(other.labels());
        assertThat(joined).doesNotExist();
    }

    @Test
    @DisplayName("replaces no model that was not taught, and has no name of a model that Spotter knows")
    void names() throws IOException {
        FineTuned.installSome("tuned", home, folder, LABELS);
        assertRefused("tuned", "tuned is installed and was not taught");
        assertRefused("mobilenet-v3-small", "the name of a model that Spotter knows");
        assertRefused("My Labels", "a name has 2 to 64 of a-z");
    }

    private void assertRefused(String name, String message) {
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> taught.install(model(name, LABELS, "a"), true))
                .withMessageContaining(message);
    }

    @Test
    @DisplayName("can be taught on a model with other weights, and on one that was taught")
    void bases() throws IOException {
        FineTuned.installSome("tuned", home, folder, LABELS);
        assertThat(taught.install(on("tuned", "second"), false).licence()).isEqualTo("NOASSERTION");
        assertThat(taught.install(on("second", "third"), false).source()).contains("on second", "on tuned");
    }

    private static TaughtModel on(String base, String name) {
        return new TaughtModel(name, base, LABELS, FineTuned.layer(LABELS), "2 photos", Optional.empty(), lesson(name));
    }

    @Test
    @DisplayName("is refused where a class name is none, or their number is another than the layer's")
    void labels() {
        List<String> spaces = List.of("cup", " espresso");
        assertThat(TaughtModels.refusal(spaces.get(1))).isPresent();
        assertThat(TaughtModels.refusal("")).isPresent();
        assertThat(TaughtModels.refusal("a\nb")).isPresent();
        assertThat(TaughtModels.refusal("a\u0007b")).isPresent();
        assertThat(TaughtModels.refusal("x".repeat(251))).isPresent();
        assertThat(TaughtModels.refusal("\uFEFFcup")).isPresent();
        for (String seen : List.of(
                "two cups ☕",
                "1\uFE0F\u20E3",
                "\uD83D\uDC69\u200D\uD83C\uDF3E",
                "\u0645\u06CC\u200C\u062E\u0648\u0627\u0647\u0645",
                "\uD83C\uDFF4\uDB40\uDC67\uDB40\uDC62\uDB40\uDC7F flag",
                "\u05E2\u05D1\u05E8\u05D9\u05EA")) {
            assertThat(TaughtModels.refusal(seen)).isEqualTo(Optional.empty());
        }
        for (String hidden : List.of(
                "\u202E", "\u2066", "\u200F", "\u200B", "\u00AD", "\u2060", "\u200D", "\u200C", "\u3164", "\u2028")) {
            assertThat(TaughtModels.refusal("ri" + hidden + "pe")).hasValueSatisfying(reason -> assertThat(reason)
                    .contains("not seen", "U+%04X".formatted(hidden.codePointAt(0))));
        }
        LastLayer two = FineTuned.layer(LABELS);
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new TaughtModel("mine", BASE, List.of("cup"), two, "x", Optional.empty(), lesson("a")))
                .withMessage("labels must be 2 but were 1");
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> TaughtModels.requireLabels(List.of("cup")))
                .withMessage("the number of classes is 1; accepted are 2 to 10,000");
        List<String> long250 = IntStream.range(0, 5_000)
                .mapToObj(i -> "%05d".formatted(i) + "x".repeat(245))
                .toList();
        LastLayer large = new LastLayer(new float[5_000], new float[5_000]);
        TaughtModel names = new TaughtModel("mine", BASE, long250, large, "x", Optional.empty(), lesson("a"));
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> taught.install(names, false))
                .withMessageContaining("together; accepted are up to 1,048,576");
    }

    @Test
    @DisplayName("has a layer with a row for each class")
    void layer() {
        assertThatIllegalArgumentException().isThrownBy(() -> new LastLayer(new float[5], new float[2]));
        assertThatIllegalArgumentException().isThrownBy(() -> new LastLayer(new float[0], new float[0]));
        LastLayer layer = new LastLayer(new float[6], new float[2]);
        assertThat(List.of(layer.classes(), layer.dimension())).isEqualTo(List.of(2, 3));
        assertThat(Collections.nCopies(1, LastLayer.identity(3).matrix().remaining()))
                .containsExactly(9 * Float.BYTES);
    }

    private List<String> labels(String name) {
        return ModelDirectory.read(new ModelCache(CATALOG, home).directory(name, Variant.PORTABLE))
                .labels();
    }

    private static TaughtModel model(String name, List<String> labels, String key) {
        List<String> rows = labels.equals(LABELS) || labels.size() == 3 ? labels : LABELS;
        return new TaughtModel(name, BASE, labels, FineTuned.layer(rows), "4 photos", Optional.empty(), lesson(key));
    }

    private static TaughtModel.Lesson lesson(String key) {
        return new TaughtModel.Lesson(key, "content");
    }
}
