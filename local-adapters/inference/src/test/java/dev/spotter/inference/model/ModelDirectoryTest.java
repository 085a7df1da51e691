package dev.spotter.inference.model;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.spotter.core.classification.DecisionRule;
import dev.spotter.core.error.ModelException;
import dev.spotter.imaging.InputSpec;
import dev.spotter.imaging.Interpolation;
import dev.spotter.inference.network.Activation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A model directory")
class ModelDirectoryTest {
    @TempDir
    private Path directory;

    @BeforeEach
    void layOut() throws IOException {
        Files.writeString(directory.resolve("model.pt"), "TorchScript");
        Files.writeString(directory.resolve("synset.txt"), "cat\n\ndog \n");
    }

    @Test
    @DisplayName("made for stock DJL is read by DJL's keys and defaults")
    void stock() throws IOException {
        ModelDirectory model = read(
                """
                engine=PyTorch
                width=299
                height=299
                resize=342,342
                centerCrop=true
                normalize=true
                applySoftmax=true
                """);
        assertThat(model.labels()).containsExactly("cat", "dog");
        assertThat(model.activation()).isEqualTo(Activation.SOFTMAX);
        assertThat(model.input())
                .isEqualTo(new InputSpec(
                        342,
                        299,
                        Interpolation.BILINEAR,
                        List.of(0.485f, 0.456f, 0.406f),
                        List.of(0.229f, 0.224f, 0.225f)));
    }

    @Test
    @DisplayName("that says no version has the beginning of its network's hash as its version")
    void version() throws IOException {
        ModelDirectory model = read("");
        assertThat(model.identity().name()).isEqualTo("model");
        assertThat(model.identity().version()).hasSize(12);
        Files.writeString(directory.resolve("model.pt"), "another TorchScript");
        assertThat(read("").identity()).isNotEqualTo(model.identity());
    }

    @ParameterizedTest
    @DisplayName("that asks for what Spotter does not do is refused, by the key")
    @CsvSource({
        "engine=TensorFlow, engine=TensorFlow is not supported",
        "translatorFactory=x.Y, translatorFactory=x.Y is not supported",
        "pad=true, pad=true is not supported",
        "centerFit=true, centerFit=true is not supported",
        "toTensor=false, toTensor=false is not supported",
        "flag=GRAYSCALE, flag=GRAYSCALE is not supported",
        "width=300, width and height must be equal but are 300 and 224",
        "normalize=0.5, normalize must be three means and three deviations",
        "interpolation=nearest, interpolation",
        "resize=100, cropPixels",
        "option.modelName=other, other.pt",
        "activation=tanh, activation=tanh is not supported",
        "unsureBelow=1.5, 'unsureBelow must be in [0,1] but was 1.5'",
        "unsureBelow=high, unsureBelow must be a number from 0 to 1 but is high",
        "independentLabels=yes, independentLabels must be true or false but is yes",
        "applySoftmax=true;activation=sigmoid, activation=sigmoid and applySoftmax=true exclude each other",
        "applySoftmax=true;independentLabels=true, independentLabels=true and applySoftmax=true exclude each other",
        "activation=sigmoid;independentLabels=false, independentLabels=false and activation=sigmoid exclude each other",
    })
    void refused(String properties, String message) {
        if (properties.startsWith("option")) {
            assertThat(directory.resolve("model.pt").toFile().delete()).isTrue();
        }
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> read(properties.replace(';', '\n')))
                .withMessageContaining(message);
    }

    @Test
    @DisplayName("has a threshold only if it says one, and independent labels always have one")
    void decision() throws IOException {
        assertThat(read("applySoftmax=true").decision()).isEqualTo(DecisionRule.NONE);
        assertThat(read("unsureBelow=0.37").decision()).isEqualTo(DecisionRule.unsureBelow(0.37));
        ModelDirectory logits = read("activation=sigmoid\nunsureBelow=0.7");
        assertThat(logits.activation()).isEqualTo(Activation.SIGMOID);
        assertThat(logits.decision()).isEqualTo(DecisionRule.independent(0.7));
        ModelDirectory scores = read("independentLabels=true");
        assertThat(scores.activation()).isEqualTo(Activation.NONE);
        assertThat(scores.decision()).isEqualTo(DecisionRule.independent(0.5));
    }

    @Test
    @DisplayName("without its properties or its labels is refused, by the file")
    void incomplete() throws IOException {
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> ModelDirectory.read(directory))
                .withMessageContaining("serving.properties");
        Files.delete(directory.resolve("synset.txt"));
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> read(""))
                .withMessageContaining("synset.txt");
    }

    @Test
    @DisplayName("takes labels with a byte order mark, and refuses labels that are not UTF-8 by their file")
    void encodingOfLabels() throws IOException {
        Files.writeString(directory.resolve("synset.txt"), "\ufeffcat\ndog\n");
        assertThat(read("").labels()).containsExactly("cat", "dog");
        Files.writeString(directory.resolve("synset.txt"), "K\u00e4se\nBrot\n", ISO_8859_1);
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> read(""))
                .withMessageEndingWith("synset.txt is not UTF-8; save the file as UTF-8");
    }

    @Test
    @DisplayName("for ONNX Runtime has an .onnx file, and is refused where another engine runs")
    void onnx() throws IOException {
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> read("engine=OnnxRuntime"))
                .withMessageContaining("model.onnx");
        Files.writeString(directory.resolve("model.onnx"), "ONNX");
        ModelDirectory model = read("engine=OnnxRuntime");
        assertThat(model.network()).isEqualTo(directory.resolve("model.onnx"));
        assertThat(model.requireEngine(ModelEngine.ONNX_RUNTIME)).isSameAs(model);
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> model.requireEngine(ModelEngine.PYTORCH))
                .withMessage("model is a model for OnnxRuntime; it does not run with PyTorch");
    }

    private ModelDirectory read(String properties) throws IOException {
        Files.writeString(directory.resolve("serving.properties"), properties);
        return ModelDirectory.read(directory);
    }
}
