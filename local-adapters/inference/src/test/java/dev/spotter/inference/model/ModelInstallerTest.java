package dev.spotter.inference.model;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.spotter.core.error.InvalidRequestException;
import dev.spotter.core.error.ModelException;
import dev.spotter.core.internal.DraftDirectory;
import dev.spotter.core.internal.Sha256;
import dev.spotter.inference.model.ModelSummary.State;
import java.io.IOException;
import java.net.ProxySelector;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Installing a model")
class ModelInstallerTest {
    private static final int LENGTH = TinyModels.WEIGHTS.length;
    private static final int HALF = LENGTH / 2;
    private static final FetchProgress UNHEARD = (bytes, of) -> {};

    @TempDir
    private Path folder;

    private SpotterHome home;
    private WeightsServer server;
    private TinyModels tiny;

    @BeforeEach
    void start() throws IOException {
        home = new SpotterHome(folder.resolve("home"));
        server = new WeightsServer(TinyModels.WEIGHTS);
        tiny = new TinyModels(folder.resolve("classes"), url());
    }

    @AfterEach
    void stop() throws IOException {
        tiny.close();
        server.close();
    }

    @Test
    @DisplayName("fetches the published weights once, and says how far it is")
    void fetches() throws IOException {
        assertThat(models().show(TinyModels.FETCHED).state()).isEqualTo(State.NOT_INSTALLED);
        List<Long> heard = new ArrayList<>();
        ModelSummary model = installer().install(request(TinyModels.FETCHED), (bytes, of) -> {
            assertThat(of).isEqualTo(LENGTH);
            heard.add(bytes);
        });
        assertThat(heard).isSorted().last().isEqualTo((long) LENGTH);
        assertThat(model.state()).isEqualTo(State.INSTALLED);
        assertThat(model.version()).isEqualTo("v1");
        assertThat(model.licence()).isEqualTo("BSD-3-Clause");
        assertThat(model.weightsSha256()).isEqualTo(Sha256.hex(TinyModels.WEIGHTS));
        assertThat(installer().install(request(TinyModels.FETCHED), UNHEARD)).isEqualTo(model);
        assertThat(server.ranges()).containsExactly("whole");
        assertThat(cache().directory(TinyModels.FETCHED, Variant.PORTABLE).resolve("tiny.pt"))
                .isRegularFile();
        assertThatNothingIsLeft();
    }

    @Test
    @DisplayName("continues an interrupted download within a run")
    void resumes() throws IOException {
        CountDownLatch half = new CountDownLatch(1);
        server.nextBreaksAfter(HALF, half);
        installer().install(request(TinyModels.FETCHED), (bytes, of) -> half.countDown());
        assertThat(server.ranges()).hasSize(2).first().isEqualTo("whole");
        assertThat(server.ranges().get(1)).matches("bytes=[1-9]\\d*-");
        assertThatNothingIsLeft();
    }

    @Test
    @DisplayName("continues the download of an interrupted run, and says so before")
    void resumesLater() throws IOException {
        breakOff();
        installer().install(request(TinyModels.FETCHED), UNHEARD);
        assertThat(server.ranges()).hasSize(3);
        assertThat(server.ranges().get(2)).isEqualTo("bytes=%d-", HALF);
        assertThatNothingIsLeft();
    }

    @ParameterizedTest
    @DisplayName("downloads the whole file again if the server has another file now, or cannot continue")
    @ValueSource(strings = {"\"2\"", "W/\"1\""})
    void beginsAgain(String tag) throws IOException {
        breakOff();
        server.nextIsWhole(tag);
        installer().install(request(TinyModels.FETCHED), UNHEARD);
        assertThat(models().show(TinyModels.FETCHED).state()).isEqualTo(State.INSTALLED);
        assertThatNothingIsLeft();
    }

    @Test
    @DisplayName("downloads the whole file again if the server has fewer bytes than were downloaded")
    void lessThere() throws IOException {
        breakOff();
        server.nextStatus(416);
        installer().install(request(TinyModels.FETCHED), UNHEARD);
        assertThat(server.ranges()).last().isEqualTo("whole");
        assertThatNothingIsLeft();
    }

    @Test
    @DisplayName("takes what an earlier run had fetched as a whole")
    void wholeAlready() throws IOException {
        Files.createDirectories(home.downloads());
        Files.write(home.downloads().resolve(TinyModels.FILE + ".part"), TinyModels.WEIGHTS);
        installer().install(request(TinyModels.FETCHED), UNHEARD);
        assertThat(server.ranges()).isEmpty();
    }

    @Test
    @DisplayName("fails if the server sends nothing any more")
    void stalls() {
        server.nextStallsAfter(HALF);
        server.nextStatus(503);
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> new ModelInstaller(tiny.catalog(), home, Duration.ofMillis(300))
                        .install(request(TinyModels.FETCHED), UNHEARD))
                .withMessageContaining("503")
                .withMessageContaining("continues the download");
        server.nextStallsAfter(0);
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> new ModelInstaller(tiny.catalog(), home, Duration.ofMillis(300))
                        .install(request(TinyModels.FETCHED), UNHEARD))
                .withMessageContaining("nothing came for 0 seconds");
    }

    @Test
    @DisplayName("refuses another file than the published one, and forgets it")
    void wrongHash() throws IOException {
        server.next(exchange -> {
            exchange.sendResponseHeaders(200, TinyModels.OTHER_WEIGHTS.length);
            exchange.getResponseBody().write(TinyModels.OTHER_WEIGHTS);
        });
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> installer().install(request(TinyModels.FETCHED), UNHEARD))
                .withMessageContaining("is " + Sha256.hex(TinyModels.OTHER_WEIGHTS))
                .withMessageContaining("expected " + Sha256.hex(TinyModels.WEIGHTS));
        assertThat(models().show(TinyModels.FETCHED).state()).isEqualTo(State.NOT_INSTALLED);
        assertThatNothingIsLeft();
    }

    @Test
    @DisplayName("refuses a forged file whose hash begins as the published one does, fetched or from a directory")
    void forged() throws IOException {
        try (TinyModels published = new TinyModels(folder.resolve("published"), url(), forgeable(), "archive/data/0")) {
            ModelInstaller installer = new ModelInstaller(published.catalog(), home);
            assertThatExceptionOfType(ModelException.class)
                    .isThrownBy(() -> installer.install(request(TinyModels.FETCHED), UNHEARD))
                    .withMessageContaining("expected " + forgeable());
            Path file = file(TinyModels.FILE, TinyModels.WEIGHTS);
            assertThatExceptionOfType(ModelException.class)
                    .isThrownBy(() -> installer.install(request(TinyModels.FETCHED, file), UNHEARD))
                    .withMessageContaining("damaged or another file");
        }
    }

    @Test
    @DisplayName("that was forged before is not used under the published name")
    void forgedBefore() throws IOException {
        installer().install(request(TinyModels.FETCHED), UNHEARD);
        try (TinyModels published = new TinyModels(folder.resolve("published"), url(), forgeable(), "archive/data/0")) {
            assertThatExceptionOfType(ModelException.class)
                    .isThrownBy(() ->
                            new ModelCache(published.catalog(), home).directory(TinyModels.FETCHED, Variant.PORTABLE))
                    .withMessageContaining("not the published ones; remove the model");
        }
    }

    /** A hash that agrees with the weights' own in its first eight digits and in no other place for certain. */
    private static String forgeable() {
        return Sha256.hex(TinyModels.WEIGHTS).substring(0, 8)
                + Sha256.hex(TinyModels.OTHER_WEIGHTS).substring(8);
    }

    @ParameterizedTest
    @DisplayName("that the server refuses says from where the weights can be had")
    @ValueSource(ints = {403, 404, 500})
    void refused(int status) {
        server.nextStatus(status);
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> installer().install(request(TinyModels.FETCHED), UNHEARD))
                .withMessage(
                        "%s cannot be downloaded from %s (the server responded with status %d)",
                        TinyModels.FILE, url().resolve("/models/" + TinyModels.FILE), status);
    }

    @Test
    @DisplayName("without a network says from where the weights can be had")
    void noNetwork() {
        server.close();
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> installer().install(request(TinyModels.FETCHED), UNHEARD))
                .withMessageContaining(" (the server cannot be reached)")
                .isInstanceOfSatisfying(WeightsUnavailableException.class, e -> assertThat(e.file())
                        .isEqualTo(TinyModels.FILE));
    }

    @Test
    @DisplayName("goes through the proxy that the JVM is set to")
    void proxy() throws IOException {
        ProxySelector usual = ProxySelector.getDefault();
        ProxySelector.setDefault(ProxySelector.of(server.address()));
        try (TinyModels elsewhere =
                new TinyModels(folder.resolve("elsewhere"), URI.create("http://weights.invalid/"))) {
            new ModelInstaller(elsewhere.catalog(), home).install(request(TinyModels.FETCHED), UNHEARD);
        } finally {
            ProxySelector.setDefault(usual);
        }
        assertThat(server.ranges()).containsExactly("whole");
    }

    @Test
    @DisplayName("takes the published file from a directory, under whatever name it has there")
    void publishedFile() throws IOException {
        installer().install(request(TinyModels.FETCHED, file("downloaded (1).pth", TinyModels.WEIGHTS)), UNHEARD);
        ModelSummary model = models().show(TinyModels.FETCHED);
        assertThat(model.licence()).isEqualTo("BSD-3-Clause");
        assertThat(model.weights()).isEqualTo(TinyModels.FILE);
        assertThat(server.ranges()).isEmpty();
    }

    @Test
    @DisplayName("refuses a file that is called as the published one and is not")
    void falsePublishedFile() throws IOException {
        Path file = file(TinyModels.FILE, TinyModels.OTHER_WEIGHTS);
        for (Optional<String> name : List.of(Optional.<String>empty(), Optional.of("mine"))) {
            ModelInstaller.Request request =
                    new ModelInstaller.Request(TinyModels.FETCHED, Optional.of(file), name, Optional.empty());
            assertThatExceptionOfType(ModelException.class)
                    .isThrownBy(() -> installer().install(request, UNHEARD))
                    .withMessageContaining(TinyModels.FILE + " is damaged or another file");
        }
    }

    @Test
    @DisplayName("takes other weights of the network under a name of their own, with labels of their own")
    void ownWeights() throws IOException {
        Path file = file("mine.pth", TinyModels.OTHER_WEIGHTS);
        Path labels = Files.writeString(folder.resolve("mine.txt"), "bolt\nnut\nscrew\n");
        ModelInstaller.Request request = new ModelInstaller.Request(
                TinyModels.FETCHED, Optional.of(file), Optional.of("mine"), Optional.of(labels));
        ModelSummary model = installer().install(request, UNHEARD);
        assertThat(model.version()).hasSize(12);
        assertThat(model.licence()).isEqualTo("NOASSERTION");
        assertThat(model.source()).isEqualTo("the file mine.pth");
        assertThat(models().names()).containsExactly(TinyModels.BUNDLED, TinyModels.FETCHED, "mine");
        assertThat(cache().directory("mine", Variant.PORTABLE).resolve("synset.txt"))
                .hasContent("bolt\nnut\nscrew\n");
        assertThat(installer().install(request, UNHEARD)).isEqualTo(model);
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> installer()
                        .install(
                                new ModelInstaller.Request(
                                        TinyModels.BUNDLED, Optional.of(file), Optional.of("mine"), Optional.empty()),
                                UNHEARD))
                .withMessageContaining("another model is installed as mine");
    }

    @Test
    @DisplayName("takes labels that an editor saved with a byte order mark, without the mark")
    void byteOrderMark() throws IOException {
        assertThat(installedLabels("\ufeffbolt\r\nnut\r\nscrew\r\n")).isEqualTo("bolt\r\nnut\r\nscrew\r\n");
    }

    @Test
    @DisplayName("takes a name that two classes have, as in ImageNet's usual list")
    void nameOfTwoClasses() throws IOException {
        assertThat(installedLabels("crane\nbolt\ncrane\n")).isEqualTo("crane\nbolt\ncrane\n");
    }

    private String installedLabels(String text) throws IOException {
        Path file = file("mine.pth", TinyModels.OTHER_WEIGHTS);
        Path labels = Files.writeString(folder.resolve("mine.txt"), text);
        installer()
                .install(
                        new ModelInstaller.Request(
                                TinyModels.FETCHED, Optional.of(file), Optional.of("mine"), Optional.of(labels)),
                        UNHEARD);
        return Files.readString(cache().directory("mine", Variant.PORTABLE).resolve("synset.txt"));
    }

    @ParameterizedTest
    @DisplayName("that makes no sense is refused with what would")
    @CsvSource(
            nullValues = "-",
            value = {
                "resnet, -, -, -, bundled",
                "tiny, mine.pth, -, -, name of their own",
                "tiny, mine.pth, bundled, -, a model that Spotter knows",
                "bundled, -, -, -, comes with Spotter",
                "bundled, -, mine, -, give the file of the weights",
                "bundled, mine.pth, tiny, -, a model that Spotter knows",
                "tiny, mine.pth, ../mine, -, a name has",
                "tiny, mine.pth, Mine, -, a name has",
                "tiny, mine.pth, '', -, a name has",
                "tiny, no such file, mine, -, there is no file no such file",
                "tiny, mine.pth, mine, two.txt, has 2 class names; the network has 3 classes in mine.pth",
                "tiny, two.pth, mine, -, 'two.pth has 2 classes and not the usual 3: give a file with their names'",
                "tiny, one.pth, mine, -, 'the number of classes in one.pth is 1; accepted are 2 to 10,000'",
                "tiny, many.pth, mine, -, 'the number of classes in many.pth is 10,001; accepted are 2 to 10,000'",
                "tiny, mine.pth, mine, long.txt, 'long.txt has 251 characters; accepted are up to 250'",
                "tiny, mine.pth, mine, latin1.txt, 'latin1.txt are not UTF-8; save the file as UTF-8'",
                "tiny, mine.pth, mine, utf16.txt, 'utf16.txt are not UTF-8; save the file as UTF-8'",
                "tiny, mine.pth, mine, control.txt, 'the class name in line 4 of '",
                "tiny, mine.pth, mine, no such file, there is no file no such file",
                "tiny, -, -, two.txt, give it another name",
            })
    void senseless(String network, String weights, String name, String labels, String message) throws IOException {
        file("mine.pth", TinyModels.OTHER_WEIGHTS);
        file("one.pth", TinyModels.weights(1));
        file("two.pth", TinyModels.weights(1, 2));
        file("many.pth", TinyModels.weights(new float[10_001]));
        Files.writeString(folder.resolve("two.txt"), "bolt\nnut\n");
        Files.writeString(folder.resolve("long.txt"), "bolt\nnut\n" + "x".repeat(251));
        Files.writeString(folder.resolve("latin1.txt"), "K\u00e4se\nBrot\nWurst\n", ISO_8859_1);
        Files.writeString(folder.resolve("utf16.txt"), "\ufeffbolt\nnut\nscrew\n", UTF_16LE);
        Files.writeString(folder.resolve("control.txt"), "bolt\n\nnut\nscr\u001b[2Jew\n");
        ModelInstaller.Request request = new ModelInstaller.Request(
                network,
                Optional.ofNullable(weights).map(this::path),
                Optional.ofNullable(name),
                Optional.ofNullable(labels).map(this::path));
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> installer().install(request, UNHEARD))
                .withMessageContaining(message);
        assertThat(models().names()).hasSize(2);
        assertThat(server.ranges()).isEmpty();
    }

    @Test
    @DisplayName("names the tensor that does not fit, and leaves nothing behind")
    void misfit() throws IOException {
        byte[] matrix = new StateDictFile()
                .add("classifier.bias", List.of(3L, 1L), 1, 2, 3)
                .bytes();
        Path file = file("mine.pth", matrix);
        ModelInstaller.Request request = new ModelInstaller.Request(
                TinyModels.FETCHED, Optional.of(file), Optional.of("mine"), Optional.empty());
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> installer().install(request, UNHEARD))
                .withMessage("mine.pth: tensor classifier.bias has shape [3, 1], expected [3]");
        assertThat(models().names()).hasSize(2);
        assertThat(home.installed()).doesNotExist();
    }

    @Test
    @DisplayName("by eight at once gives one whole model")
    void atOnce() throws Exception {
        Path file = file("mine.pth", TinyModels.OTHER_WEIGHTS);
        ModelInstaller.Request request = new ModelInstaller.Request(
                TinyModels.FETCHED, Optional.of(file), Optional.of("mine"), Optional.empty());
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<ModelSummary>> installing = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                installing.add(() -> installer().install(request, UNHEARD));
            }
            for (Future<ModelSummary> model : threads.invokeAll(installing)) {
                assertThat(model.get().state()).isEqualTo(State.INSTALLED);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThatNothingIsLeft();
    }

    @Test
    @DisplayName("removes what an installation or a removal that was cut off left behind")
    void leftBehind() throws IOException {
        Path draft = home.installed().resolve(".draft" + UUID.randomUUID());
        Path removed = home.installed().resolve(".removed" + UUID.randomUUID());
        Files.createDirectories(draft);
        Files.createDirectories(removed.resolve("directory"));
        Files.write(draft.resolve("tiny.pt"), new byte[HALF]);

        installer().install(request(TinyModels.FETCHED), UNHEARD);

        assertThat(draft).doesNotExist();
        assertThat(removed).doesNotExist();
        assertThatNothingIsLeft();
    }

    @Test
    @DisplayName("joins the network once and keeps that alone, which is used without a cache")
    void joinedOnce() throws IOException {
        SpotterHome separate = new SpotterHome(folder.resolve("cache"), folder.resolve("data"));
        new ModelInstaller(tiny.catalog(), separate).install(request(TinyModels.FETCHED), UNHEARD);
        DraftDirectory.remove(separate.cache());
        ModelCache cache = new ModelCache(tiny.catalog(), separate);
        Path installed = separate.data().resolve("installed").resolve(TinyModels.FETCHED);
        assertThat(cache.directory(TinyModels.FETCHED, Variant.fastest())).isEqualTo(installed);
        assertThat(separate.cache()).doesNotExist();
        assertThat(installed.resolve(TinyModels.FILE)).doesNotExist();
        try (Stream<Path> files = Files.list(installed)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "model.properties",
                            "serving.properties",
                            "synset.txt",
                            "tiny.pt",
                            "size",
                            "network.sha256",
                            "manifest.json",
                            "key");
        }
    }

    @Test
    @DisplayName("keeps the weights, from which the other variants are joined again after the cache was deleted")
    void otherVariant() throws IOException {
        SpotterHome separate = new SpotterHome(folder.resolve("cache"), folder.resolve("data"));
        new ModelInstaller(tiny.catalog(), separate).install(request(TinyModels.FETCHED), UNHEARD);
        ModelCache cache = new ModelCache(tiny.catalog(), separate);
        Variant other = Variant.fastest() == Variant.FUSED ? Variant.PORTABLE : Variant.FUSED;
        byte[] first =
                Files.readAllBytes(cache.directory(TinyModels.FETCHED, other).resolve("tiny.pt"));
        assertThat(cache.directory(TinyModels.FETCHED, other)).startsWith(separate.cache());
        DraftDirectory.remove(separate.cache());
        assertThat(cache.directory(TinyModels.FETCHED, other).resolve("tiny.pt"))
                .hasBinaryContent(first)
                .hasSameBinaryContentAs(
                        cache.directory(TinyModels.BUNDLED, other).resolve("bundled.pt"));
    }

    @Test
    @DisplayName("is used by a later version, whose network has another form")
    void laterVersion() throws IOException {
        SpotterHome separate = new SpotterHome(folder.resolve("cache"), folder.resolve("data"));
        new ModelInstaller(tiny.catalog(), separate).install(request(TinyModels.FETCHED), UNHEARD);
        try (TinyModels later = new TinyModels(folder.resolve("later"), url(), "archive/other/7")) {
            Path joined = new ModelCache(later.catalog(), separate).directory(TinyModels.FETCHED, Variant.fastest());
            assertThat(joined).startsWith(separate.cache());
            assertThat(Files.readAllBytes(joined.resolve("tiny.pt")))
                    .asString(ISO_8859_1)
                    .contains("archive/other/7");
        }
    }

    @Test
    @DisplayName("is refused when its network was changed, with what to do")
    void changed() throws IOException {
        installer().install(request(TinyModels.FETCHED), UNHEARD);
        Path network = home.installed().resolve(TinyModels.FETCHED).resolve("tiny.pt");
        byte[] bytes = Files.readAllBytes(network);
        Files.write(network, Arrays.copyOf(bytes, bytes.length / 2));
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> cache().directory(TinyModels.FETCHED, Variant.fastest()))
                .withMessage("tiny.pt of the installed model tiny is damaged; remove it and install it again");
    }

    @Test
    @DisplayName("is undone by removing it; what comes with Spotter stays")
    void removes() throws IOException {
        Path file = file("mine.pth", TinyModels.OTHER_WEIGHTS);
        for (String name : List.of("mine", "mine-portable")) {
            installer()
                    .install(
                            new ModelInstaller.Request(
                                    TinyModels.FETCHED, Optional.of(file), Optional.of(name), Optional.empty()),
                            UNHEARD);
            for (Variant variant : List.of(Variant.PORTABLE, Variant.FUSED)) {
                cache().directory(name, variant);
            }
        }
        models().remove("mine");
        assertThat(models().has("mine")).isFalse();
        try (Stream<Path> joined = Files.list(home.models())) {
            assertThat(joined.map(directory -> directory.getFileName().toString())
                            .filter(name -> !name.endsWith(".lock")))
                    .hasSize(1)
                    .allMatch(name -> name.matches("mine-portable-(portable|fused)-\\p{XDigit}{16}"));
        }
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> models().remove("mine"))
                .withMessageContaining("there is no model \"mine\"");
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> models().remove(TinyModels.BUNDLED))
                .withMessageContaining("comes with Spotter");
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> models().remove(TinyModels.FETCHED))
                .withMessageContaining("is not installed");
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> cache().directory(TinyModels.FETCHED, Variant.PORTABLE))
                .isInstanceOf(ModelNotInstalledException.class)
                .withMessageContaining("tiny is not installed");
    }

    /** Leaves the first half, by a run whose server dies. */
    private void breakOff() {
        CountDownLatch half = new CountDownLatch(1);
        server.nextBreaksAfter(HALF, half);
        server.nextStatus(503);
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(
                        () -> installer().install(request(TinyModels.FETCHED), (bytes, of) -> countDownAt(bytes, half)))
                .withMessageContaining("the next attempt continues the download");
        assertThat(home.downloads().resolve(TinyModels.FILE + ".part")).hasSize(HALF);
    }

    private static void countDownAt(long bytes, CountDownLatch half) {
        if (bytes == HALF) {
            half.countDown();
        }
    }

    private void assertThatNothingIsLeft() throws IOException {
        if (Files.exists(home.downloads())) {
            try (Stream<Path> files = Files.list(home.downloads())) {
                assertThat(files).allMatch(file -> file.toString().endsWith(".lock"));
            }
        }
        if (Files.exists(home.installed())) {
            try (Stream<Path> files = Files.list(home.installed())) {
                assertThat(files.filter(file -> file.getFileName().toString().startsWith(".")))
                        .allMatch(file -> file.toString().endsWith(".lock"));
            }
        }
    }

    private static ModelInstaller.Request request(String network) {
        return new ModelInstaller.Request(network, Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static ModelInstaller.Request request(String network, Path weights) {
        return new ModelInstaller.Request(network, Optional.of(weights), Optional.empty(), Optional.empty());
    }

    private Path path(String name) {
        return name.contains(" ") ? Path.of(name) : folder.resolve(name);
    }

    private Path file(String name, byte[] content) throws IOException {
        return Files.write(folder.resolve(name), content);
    }

    private URI url() {
        return URI.create("http://%s:%d/"
                .formatted(
                        server.address().getAddress().getHostAddress(),
                        server.address().getPort()));
    }

    private ModelInstaller installer() {
        return new ModelInstaller(tiny.catalog(), home);
    }

    private Models models() {
        return new Models(tiny.catalog(), home);
    }

    private ModelCache cache() {
        return new ModelCache(tiny.catalog(), home);
    }
}
