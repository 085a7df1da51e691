package dev.spotter.pytorch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spotter.inference.model.ModelCache;
import dev.spotter.inference.model.ModelCatalog;
import dev.spotter.inference.model.ModelDirectory;
import dev.spotter.inference.model.ModelInstaller;
import dev.spotter.inference.model.OriginalFeatures;
import dev.spotter.inference.model.OriginalLogits;
import dev.spotter.inference.model.PatternModels;
import dev.spotter.inference.model.PatternWeights;
import dev.spotter.inference.model.SpotterHome;
import dev.spotter.inference.model.Variant;
import dev.spotter.inference.network.Network;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A network joined with pattern weights")
class NetworkTest {
    @TempDir
    private Path folder;

    @ParameterizedTest(name = "{0}, {1}")
    @DisplayName("answers as the plain timm or torchvision network does")
    @MethodSource("networks")
    void logits(String name, Variant variant) throws IOException {
        assumeThatItRuns(variant);
        assertThatItAnswersAsTheOriginal(directory(name, variant), name);
    }

    @ParameterizedTest(name = "{0}, {1}")
    @DisplayName("installed from a PyTorch state dict does so too")
    @CsvSource({
        "mobilenet-v3-small, PORTABLE",
        "mobilenet-v3-small, FUSED",
        "mobilenet-v3-large, PORTABLE",
        "mobilenet-v3-large, FUSED"
    })
    void installed(String name, Variant variant) throws IOException {
        assumeThatItRuns(variant);
        PyTorchEngine.start(SpotterHome.from(System.getenv()));
        SpotterHome home = new SpotterHome(folder.resolve("home"));
        Path weights = Files.write(folder.resolve("pattern.pth"), PatternModels.stateDict(name));
        new ModelInstaller(ModelCatalog.bundled(), home)
                .install(
                        new ModelInstaller.Request(
                                name, Optional.of(weights), Optional.of("my-" + name), Optional.empty()),
                        (bytes, of) -> {});
        assertThatItAnswersAsTheOriginal(
                new ModelCache(ModelCatalog.bundled(), home).directory("my-" + name, variant), name);
    }

    @ParameterizedTest(name = "{0}, {1}, {2} classes")
    @DisplayName("with another number of classes gives as many logits, those of the same rows unchanged")
    @CsvSource({
        "efficientnet-lite0, PORTABLE, 2",
        "efficientnet-lite0, FUSED, 2",
        "efficientnet-lite0, PORTABLE, 10000",
        "efficientnet-lite0, FUSED, 10000",
        "mobilenet-v3-small, PORTABLE, 2",
        "mobilenet-v3-small, FUSED, 10000",
        "mobilenet-v3-large, PORTABLE, 10000",
        "mobilenet-v3-large, FUSED, 2"
    })
    void otherClasses(String name, Variant variant, int classes) throws IOException {
        assumeThatItRuns(variant);
        PyTorchEngine.start(SpotterHome.from(System.getenv()));
        SpotterHome home = new SpotterHome(folder.resolve("home"));
        PatternModels.install("mine", name, classes, home, folder);
        Path directory = new ModelCache(ModelCatalog.bundled(), home).directory("mine", variant);
        float[] logits = logits(ModelDirectory.read(directory));
        assertThat(logits).hasSize(classes);
        OriginalLogits.assertThatTheyBegin(logits, name);
    }

    @ParameterizedTest(name = "{0}, {1}")
    @DisplayName("gives as features what the last layer of the plain network takes")
    @MethodSource("networks")
    void features(String name, Variant variant) throws IOException {
        assumeThatItRuns(variant);
        PyTorchEngine.start(SpotterHome.from(System.getenv()));
        SpotterHome home = new SpotterHome(folder.resolve("home"));
        PatternModels.install("mine", name, 3, home, folder);
        Path directory = new ModelCache(ModelCatalog.bundled(), home).features("mine", variant);
        OriginalFeatures.assertThatTheyAre(logits(ModelDirectory.read(directory)), name);
    }

    private static void assertThatItAnswersAsTheOriginal(Path directory, String name) throws IOException {
        OriginalLogits.assertThatTheyAre(logits(ModelDirectory.read(directory)), name);
    }

    static Stream<Arguments> networks() {
        return Stream.of("efficientnet-lite0", "mobilenet-v3-small", "mobilenet-v3-large")
                .flatMap(
                        name -> Stream.of(Variant.PORTABLE, Variant.FUSED).map(variant -> Arguments.of(name, variant)));
    }

    private static void assumeThatItRuns(Variant variant) {
        Assumptions.assumeTrue(
                variant == Variant.PORTABLE || Variant.fastest() == Variant.FUSED,
                "the fused form is for x86-64 processors");
    }

    private static float[] logits(ModelDirectory directory) {
        try (Network network = TorchNetwork.load(directory);
                Network.Predictor predictor = network.newPredictor()) {
            FloatBuffer input = predictor.input();
            input.put(0, PatternWeights.pattern("input", input.capacity()));
            return predictor.predict();
        }
    }

    private Path directory(String network, Variant variant) throws IOException {
        SpotterHome home = new SpotterHome(folder.resolve("home"));
        PyTorchEngine.start(SpotterHome.from(System.getenv()));
        URL[] classPath = {
            PatternModels.classPath(folder.resolve("classes"), network).toUri().toURL()
        };
        try (URLClassLoader loader = new URLClassLoader(classPath, null)) {
            return new ModelCache(new ModelCatalog(loader), home).directory(PatternModels.NAME, variant);
        }
    }
}
