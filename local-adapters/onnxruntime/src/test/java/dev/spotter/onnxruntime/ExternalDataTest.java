package dev.spotter.onnxruntime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.spotter.core.error.ModelException;
import dev.spotter.inference.model.ClassifierSettings;
import dev.spotter.inference.model.ModelDirectory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("An .onnx that has its values in another file")
class ExternalDataTest {
    private static final byte[] TWO_FLOATS = new byte[2 * Float.BYTES];

    @TempDir
    private Path directory;

    private Path model;

    @BeforeEach
    void layOut() throws IOException {
        model = Files.createDirectory(directory.resolve("model"));
        Files.writeString(model.resolve("synset.txt"), "cat\ndog\n");
        Files.writeString(model.resolve("serving.properties"), "engine=OnnxRuntime\n");
        Files.write(directory.resolve("outside.bin"), TWO_FLOATS);
    }

    @Test
    @DisplayName("is loaded where that lies in the model's directory")
    void inside() throws IOException {
        Files.write(model.resolve("inside.bin"), TWO_FLOATS);
        try (OnnxNetwork network = load("inside.bin")) {
            assertThat(network.newPredictor()).isNotNull();
        }
    }

    @Test
    @DisplayName("is refused where that lies outside, by a path up, an absolute one, or a link")
    void outside() throws IOException {
        assertRefused("../outside.bin");
        assertRefused(directory.resolve("outside.bin").toString());
        Files.createSymbolicLink(model.resolve("link.bin"), directory.resolve("outside.bin"));
        assertRefused("link.bin");
    }

    private void assertRefused(String location) {
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> load(location).close())
                .withMessage("model.onnx cannot be loaded: it names a file outside its directory");
    }

    private OnnxNetwork load(String location) throws IOException {
        Files.write(model.resolve("model.onnx"), adding(location));
        return OnnxNetwork.load(
                OnnxRuntimeEngine.start(ClassifierSettings.from(System.getenv()).home()), ModelDirectory.read(model));
    }

    /** A model that adds two floats of a file to its input; the numbers are those of {@code onnx.proto}. */
    private static byte[] adding(String location) {
        byte[] entry = message(text(1, "location"), text(2, location));
        byte[] values =
                message(number(1, 1), number(1, 2), number(2, 1), text(8, "values"), field(13, entry), number(14, 1));
        byte[] add = message(text(1, "in"), text(1, "values"), text(2, "out"), text(4, "Add"));
        byte[] graph = message(
                field(1, add), text(2, "graph"), field(5, values), field(11, tensor("in")), field(12, tensor("out")));
        return message(number(1, 8), field(7, graph), field(8, message(text(1, ""), number(2, 17))));
    }

    /** The type of a tensor: float32 [1,2]. */
    private static byte[] tensor(String name) {
        byte[] shape = message(field(1, number(1, 1)), field(1, number(1, 2)));
        return message(text(1, name), field(2, field(1, message(number(1, 1), field(2, shape)))));
    }

    private static byte[] number(int field, int value) {
        return new byte[] {(byte) (field << 3), (byte) value};
    }

    private static byte[] text(int field, String value) {
        return field(field, value.getBytes(UTF_8));
    }

    /** A length of up to 14 bits is written in two bytes. */
    private static byte[] field(int field, byte[] bytes) {
        byte[] head = {(byte) (field << 3 | 2), (byte) (bytes.length | 0x80), (byte) (bytes.length >> 7)};
        return message(head, bytes);
    }

    private static byte[] message(byte[]... parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            bytes.writeBytes(part);
        }
        return bytes.toByteArray();
    }
}
