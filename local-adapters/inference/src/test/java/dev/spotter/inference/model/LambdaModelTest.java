package dev.spotter.inference.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.spotter.core.error.InvalidRequestException;
import dev.spotter.core.error.ModelException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A model for Lambda")
class LambdaModelTest {
    private static final String NAME = ClassifierSettings.DEFAULT_MODEL;

    @TempDir
    private Path directory;

    private LambdaModel models;

    @BeforeEach
    void home() {
        models = new LambdaModel(ModelCatalog.bundled(), new SpotterHome(directory.resolve("home")));
    }

    @Test
    @DisplayName("is a layer with the network for ONNX Runtime, labels, licences and hashes, the same bytes each time")
    void layer() throws IOException {
        Path layer = directory.resolve("layer.zip");
        models.writeLayer(NAME, layer);
        byte[] first = Files.readAllBytes(layer);
        models.writeLayer(NAME, layer);
        assertThat(layer).hasBinaryContent(first);
        Path unpacked = unpack(layer).resolve("spotter-model");
        assertThat(unpacked.toFile().list())
                .containsExactlyInAnyOrder(
                        NAME + ".onnx",
                        "serving.properties",
                        "synset.txt",
                        "LICENSE",
                        "LICENSE-labels",
                        "NOTICE",
                        "SHA256SUMS");
        assertThatCode(() -> LambdaModel.verify(unpacked)).doesNotThrowAnyException();
        assertThat(ModelDirectory.read(unpacked).decision().unsureBelow()).contains(0.5);
    }

    @Test
    @DisplayName("is a directory that is written once, from a model's name or from a model directory")
    void written() {
        Path parent = directory.resolve("models");
        Path written = models.directory(NAME, parent);
        assertThat(models.directory(NAME, parent)).isEqualTo(written);
        Path copy = models.directory(written.toString(), parent);
        assertThat(copy).isEqualTo(written);
        assertThat(ModelDirectory.read(written).identity().name()).isEqualTo(NAME);
    }

    @Test
    @DisplayName("is not used if a file is damaged, missing or added, or there is no directory")
    void damaged() throws IOException {
        Path model = models.directory(NAME, directory.resolve("models"));
        Path added = Files.writeString(model.resolve("added.txt"), "");
        assertRefused(model, "added.txt is not in the list of files SHA256SUMS beside it");
        Files.delete(added);
        Path network = model.resolve(NAME + ".onnx");
        Files.write(network, new byte[] {1}, StandardOpenOption.APPEND);
        assertRefused(model, NAME + ".onnx is damaged: its SHA-256 is");
        Files.delete(network);
        assertRefused(model, NAME + ".onnx is missing");
        Files.writeString(model.resolve("SHA256SUMS"), "no hash");
        assertRefused(model, "SHA256SUMS is damaged");
        assertRefused(directory.resolve("nowhere"), "there is no model in");
    }

    @Test
    @DisplayName("that does not exist is refused, with the names of those that do")
    void unknown() {
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> models.writeLayer("nothing", directory.resolve("layer.zip")))
                .withMessageContaining("there is no model \"nothing\"")
                .withMessageContaining(NAME);
    }

    private static void assertRefused(Path model, String message) {
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> LambdaModel.verify(model))
                .withMessageContaining(message);
    }

    private Path unpack(Path zip) throws IOException {
        Path target = directory.resolve("opt");
        try (ZipFile file = new ZipFile(zip.toFile())) {
            for (ZipEntry entry : file.stream().toList()) {
                Path unpacked = target.resolve(entry.getName());
                Files.createDirectories(unpacked.getParent());
                try (InputStream in = file.getInputStream(entry)) {
                    Files.copy(in, unpacked);
                }
            }
        }
        return target;
    }
}
