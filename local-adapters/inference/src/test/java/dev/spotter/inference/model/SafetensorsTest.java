package dev.spotter.inference.model;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.spotter.core.error.ModelException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A safetensors file")
class SafetensorsTest {
    private static final byte[] FILE = new SafetensorsFile()
            .add("a", List.of(2L, 3L), 1, 2, 3, 4, 5, 6)
            .add("b", List.of(), 7)
            .bytes();

    @Test
    @DisplayName("gives each tensor's values")
    void values() {
        Safetensors file = read(FILE);
        assertThat(file.float32("a", List.of(2L, 3L))
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .asFloatBuffer()
                        .get(5))
                .isEqualTo(6);
        assertThat(file.float32("b", List.of()).remaining()).isEqualTo(4);
    }

    @Test
    @DisplayName("of half precision is widened")
    void half() {
        String header =
                """
                {"a":{"dtype":"F16","shape":[2],"data_offsets":[0,4]},
                 "b":{"dtype":"BF16","shape":[1],"data_offsets":[4,6]}}""";
        Safetensors file = read(SafetensorsFile.bytes(header, new byte[] {0, 0x3C, 0, (byte) 0xC0, 0x49, 0x40}));
        FloatBuffer a =
                file.float32("a", List.of(2L)).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
        assertThat(List.of(a.get(), a.get())).containsExactly(1f, -2f);
        assertThat(file.float32("b", List.of(1L)).order(ByteOrder.LITTLE_ENDIAN).getFloat())
                .isEqualTo(3.140625f);
        assertThat(file.names()).containsExactlyInAnyOrder("a", "b");
        assertThat(file.shape("a")).contains(List.of(2L));
        assertThat(file.shape("c")).isEmpty();
    }

    @Test
    @DisplayName("names the tensor that is missing")
    void missing() {
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> read(FILE).float32("c", List.of(1L)))
                .withMessage("weights.safetensors has no tensor c, expected F32 [1]");
    }

    @Test
    @DisplayName("names the tensor of another shape, with both shapes")
    void shape() {
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> read(FILE).float32("a", List.of(3L, 2L)))
                .withMessage("weights.safetensors: tensor a has shape [2, 3], expected [3, 2]");
    }

    @ParameterizedTest
    @DisplayName("is refused with a damaged header")
    @ValueSource(
            strings = {
                "[]",
                "{",
                "{\"a\":1}",
                "{\"a\":{}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,\"x\"]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[-4,0]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,0]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,12]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,4]}}",
                "{\"a\":{\"dtype\":\"F16\",\"shape\":[1],\"data_offsets\":[0,4]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[-1,-1],\"data_offsets\":[0,4]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[4294967296,4294967296],\"data_offsets\":[0,0]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},"
                        + "\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}",
            })
    void damagedHeader(String header) {
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> read(SafetensorsFile.bytes(header, new byte[8])))
                .withMessageContaining("weights.safetensors is damaged");
    }

    @Test
    @DisplayName("cut off or changed anywhere gives its tensors or a clear error")
    void damage() {
        Random random = new Random(3);
        for (int i = 0; i < 5_000; i++) {
            byte[] damaged = Arrays.copyOf(FILE, i % 2 == 0 ? FILE.length : random.nextInt(FILE.length));
            if (damaged.length > 0) {
                damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
            }
            try {
                assertThat(read(damaged).float32("a", List.of(2L, 3L)).remaining())
                        .isEqualTo(24);
            } catch (ModelException e) {
                assertThat(e).hasMessageContaining("weights.safetensors");
            }
        }
    }

    @Test
    @DisplayName("is told from other files, and names the accepted formats")
    void otherFile() {
        for (String text : List.of("", "text", "\u0089PNG\r\n\u001A\n and more")) {
            assertThatExceptionOfType(ModelException.class)
                    .isThrownBy(() -> read(text.getBytes(ISO_8859_1)))
                    .withMessage("weights.safetensors is not a weights file: accepted are safetensors, and a state"
                            + " dict that PyTorch saved");
        }
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> read(Arrays.copyOf(FILE, 20)))
                .withMessageContaining("is damaged", "it ends inside its header, after 20 bytes");
    }

    private static Safetensors read(byte[] file) {
        return Safetensors.read("weights.safetensors", ByteBuffer.wrap(file));
    }
}
