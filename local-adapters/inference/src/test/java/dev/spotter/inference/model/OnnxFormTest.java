package dev.spotter.inference.model;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A network joined with pattern weights as ONNX")
class OnnxFormTest {
    private static final long[] SHAPE = {1, 3, 224, 224};

    @TempDir
    private Path folder;

    @ParameterizedTest(name = "{0}")
    @DisplayName("answers as the plain timm or torchvision network does")
    @ValueSource(strings = {"efficientnet-lite0", "mobilenet-v3-small", "mobilenet-v3-large"})
    void logits(String network) throws Exception {
        URL[] classPath = {
            PatternModels.classPath(folder.resolve("classes"), network).toUri().toURL()
        };
        try (URLClassLoader loader = new URLClassLoader(classPath, null)) {
            OriginalLogits.assertThatTheyAre(logits(new ModelCatalog(loader), PatternModels.NAME), network);
        }
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("installed from a PyTorch state dict does so too")
    @ValueSource(strings = {"mobilenet-v3-small", "mobilenet-v3-large"})
    void installed(String network) throws Exception {
        Path weights = Files.write(folder.resolve("pattern.pth"), PatternModels.stateDict(network));
        ModelInstaller.Request mine =
                new ModelInstaller.Request(network, Optional.of(weights), Optional.of("mine"), Optional.empty());
        new ModelInstaller(ModelCatalog.bundled(), home()).install(mine, (bytes, of) -> {});
        OriginalLogits.assertThatTheyAre(logits(ModelCatalog.bundled(), "mine"), network);
    }

    @ParameterizedTest(name = "{0}, {1} classes")
    @DisplayName("with another number of classes gives as many logits, those of the same rows unchanged")
    @CsvSource({
        "efficientnet-lite0, 2",
        "efficientnet-lite0, 10000",
        "mobilenet-v3-small, 2",
        "mobilenet-v3-large, 10000"
    })
    void otherClasses(String network, int classes) throws Exception {
        PatternModels.install("mine", network, classes, home(), folder);
        float[] logits = logits(ModelCatalog.bundled(), "mine");
        assertThat(logits).hasSize(classes);
        OriginalLogits.assertThatTheyBegin(logits, network);
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("gives as features what the last layer of the plain network takes")
    @ValueSource(strings = {"efficientnet-lite0", "mobilenet-v3-small", "mobilenet-v3-large"})
    void features(String network) throws Exception {
        PatternModels.install("mine", network, 3, home(), folder);
        Path directory = new ModelCache(ModelCatalog.bundled(), home()).features("mine", Variant.ONNX);
        OriginalFeatures.assertThatTheyAre(outputs(directory), network);
    }

    private float[] logits(ModelCatalog catalog, String name) throws OrtException, IOException {
        return outputs(new ModelCache(catalog, home()).directory(name, Variant.ONNX));
    }

    private static float[] outputs(Path directory) throws OrtException, IOException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        FloatBuffer input = FloatBuffer.wrap(PatternWeights.pattern("input", 3 * 224 * 224));
        try (OrtSession session = environment.createSession(
                        ModelDirectory.read(directory).network().toString());
                OnnxTensor tensor = OnnxTensor.createTensor(environment, input, SHAPE);
                OrtSession.Result result = session.run(Map.of("input", tensor))) {
            return ((float[][]) result.get(0).getValue())[0];
        }
    }

    private SpotterHome home() {
        return new SpotterHome(folder.resolve("home"));
    }
}
