package dev.spotter.onnxruntime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.spotter.core.error.ModelException;
import dev.spotter.inference.model.ClassifierSettings;
import dev.spotter.inference.model.ModelCache;
import dev.spotter.inference.model.ModelCatalog;
import dev.spotter.inference.model.SpotterHome;
import dev.spotter.inference.model.Variant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The choice of a model for ONNX Runtime")
class ModelChoiceTest {
    private static final ClassifierSettings SETTINGS =
            ClassifierSettings.from(System.getenv()).withPredictors(1);

    @TempDir
    private Path folder;

    @Test
    @DisplayName("says how to install a model that is not here")
    void notInstalled() {
        ClassifierSettings empty = SETTINGS.withHome(new SpotterHome(folder.resolve("home")));
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> OnnxClassifier.open(empty.withModel("mobilenet-v3-small")))
                .withMessageContaining("mobilenet-v3-small is not installed");
    }

    @Test
    @DisplayName("refuses a TorchScript model")
    void torchScript() {
        assertThatRefused(
                bundled(Variant.PORTABLE).toString(), "a model for PyTorch; it does not run with OnnxRuntime");
    }

    @Test
    @DisplayName("refuses a network that is cut off, and an empty one")
    void damaged() throws IOException {
        Path own = bundledCopy();
        Path network = own.resolve("efficientnet-lite0.onnx");
        byte[] whole = Files.readAllBytes(network);
        Files.write(network, Arrays.copyOf(whole, whole.length / 2));
        assertThatRefused(own.toString(), "efficientnet-lite0.onnx cannot be loaded");
        Files.write(network, new byte[0]);
        assertThatRefused(own.toString(), "efficientnet-lite0.onnx cannot be loaded");
    }

    @Test
    @DisplayName("refuses a network that takes more than an image")
    void twoInputs() throws IOException {
        Path own = bundledCopy();
        // Messages merge: the graph gets a second input, "x" of float32.
        byte[] input = HexFormat.of().parseHex("3a0b5a090a017812040a020801");
        Files.write(own.resolve("efficientnet-lite0.onnx"), input, StandardOpenOption.APPEND);
        assertThatRefused(own.toString(), "efficientnet-lite0.onnx does not go from one tensor to [n,classes]");
    }

    private static void assertThatRefused(String model, String... inMessage) {
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> OnnxClassifier.open(SETTINGS.withModel(model)))
                .satisfies(e -> assertThat(e.getMessage()).contains(inMessage));
    }

    private static Path bundled(Variant variant) {
        return new ModelCache(ModelCatalog.bundled(), SETTINGS.home())
                .directory(ClassifierSettings.DEFAULT_MODEL, variant);
    }

    private Path bundledCopy() throws IOException {
        Path copy = Files.createDirectories(folder.resolve("copy"));
        for (String file : List.of("efficientnet-lite0.onnx", "synset.txt", "serving.properties")) {
            Files.copy(bundled(Variant.ONNX).resolve(file), copy.resolve(file));
        }
        return copy;
    }
}
