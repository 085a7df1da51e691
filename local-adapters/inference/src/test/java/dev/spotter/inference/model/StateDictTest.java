package dev.spotter.inference.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.spotter.core.error.ModelException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The files {@code checkpoint*.pth} were written by Python's {@code pickle} with objects of Python's library and NumPy,
 * in the form of torchvision's reference scripts. Stand-ins with the names and the pickled form of PyTorch's classes
 * took the place of those.
 */
@DisplayName("A PyTorch state dict")
class StateDictTest {
    private static final List<Long> SCALAR = List.of();

    @ParameterizedTest(name = "{0}")
    @DisplayName("gives each tensor's values: views, strided tensors, shared storages")
    @ValueSource(strings = {"state-dict.pth", "state-dict-legacy.pth"})
    void values(String file) throws IOException {
        Weights weights = read(resource(file));
        JsonObject expected = JsonParser.parseString(new String(resource("state-dict.json"), UTF_8))
                .getAsJsonObject();
        assertThat(expected.size()).isEqualTo(6);
        for (Map.Entry<String, JsonElement> entry : expected.entrySet()) {
            JsonObject tensor = entry.getValue().getAsJsonObject();
            List<Long> shape = tensor.getAsJsonArray("shape").asList().stream()
                    .map(JsonElement::getAsLong)
                    .toList();
            if (tensor.get("dtype").getAsString().equals("int64")) {
                assertThatExceptionOfType(ModelException.class)
                        .isThrownBy(() -> weights.float32(entry.getKey(), shape))
                        .withMessageContaining("tensor bn.num_batches_tracked is I64 []");
            } else {
                assertThat(floats(weights, entry.getKey(), shape))
                        .isEqualTo(tensor.getAsJsonArray("values").asList().stream()
                                .map(JsonElement::getAsFloat)
                                .toList());
            }
        }
    }

    @Test
    @DisplayName("may have parameters and attributes, as modules leave them")
    void modules() throws IOException {
        byte[] file = new StateDictFile()
                .add("weight", SCALAR, 3)
                .text("_metadata")
                .global("collections", "OrderedDict")
                .operation(")R}b")
                .operation("s")
                .bytes();
        assertThat(floats(read(file), "weight", SCALAR)).containsExactly(3f);
    }

    @Test
    @DisplayName("names the tensor that is missing or of another shape")
    void shape() throws IOException {
        Weights weights =
                read(new StateDictFile().add("a", List.of(2L, 1L), 1, 2).bytes());
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> weights.float32("b", List.of(2L)))
                .withMessage("weights.pth has no tensor b, expected F32 [2]");
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> weights.float32("a", List.of(2L)))
                .withMessage("weights.pth: tensor a has shape [2, 1], expected [2]");
    }

    @ParameterizedTest
    @DisplayName("of half precision is widened, without loss")
    @CsvSource({
        "HalfStorage, 3c00, 1",
        "HalfStorage, c000, -2",
        "HalfStorage, 3555, 0.333251953125",
        "HalfStorage, 7bff, 65504",
        "HalfStorage, 0400, 6.103515625e-5",
        "HalfStorage, 83ff, -6.0975551605224609375e-5",
        "HalfStorage, 0001, 5.9604644775390625e-8",
        "HalfStorage, 8000, -0.0",
        "HalfStorage, fc00, -Infinity",
        "HalfStorage, 7e00, NaN",
        "BFloat16Storage, 3f80, 1",
        "BFloat16Storage, c049, -3.140625",
        "BFloat16Storage, 0001, 9.1835496e-41",
        "BFloat16Storage, 7f80, Infinity",
        "BFloat16Storage, 7fc0, NaN",
    })
    void half(String storage, String bits, float expected) throws IOException {
        int number = Integer.parseInt(bits, 16);
        byte[] data = {0, 0, (byte) number, (byte) (number >> 8), 0, 0};
        byte[] file = new StateDictFile()
                .add("a", storage, 3, 1, new long[] {1}, new long[] {1}, data)
                .bytes();
        assertThat(floats(read(file), "a", List.of(1L))).containsExactly(expected);
    }

    @Test
    @DisplayName("of half precision may be strided")
    void halfStrided() throws IOException {
        byte[] data = {0, 0x3C, 0, 0x40, 0, 0x42, 0, 0x44};
        byte[] file = new StateDictFile()
                .add("a", "HalfStorage", 4, 0, new long[] {2, 2}, new long[] {1, 2}, data)
                .bytes();
        assertThat(floats(read(file), "a", List.of(2L, 2L))).containsExactly(1f, 3f, 2f, 4f);
    }

    @ParameterizedTest
    @DisplayName("of another type is refused, by the tensor and what to do")
    @CsvSource({"DoubleStorage, F64, 16", "IntStorage, I32, 8"})
    void otherType(String storage, String type, int bytes) throws IOException {
        byte[] file = new StateDictFile()
                .add("a", storage, 2, 0, new long[] {2}, new long[] {1}, new byte[bytes])
                .bytes();
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> read(file).float32("a", List.of(2L)))
                .withMessage("weights.pth: tensor a is %s [2], expected F32 [2]; save it after model.float()", type);
    }

    @ParameterizedTest
    @DisplayName("is found in a checkpoint, beside the optimizer's state")
    @ValueSource(strings = {"state_dict", "model_state_dict", "model"})
    void inCheckpoint(String key) throws IOException {
        byte[] file = new StateDictFile()
                .text("epoch")
                .integer(3)
                .operation("s")
                .add("best_accuracy", SCALAR, 0.9f)
                .text("optimizer")
                .operation("}")
                .text("state")
                .operation("}")
                .operation("K\u0000")
                .operation("}")
                .add("exp_avg", SCALAR, 7)
                .operation("sss")
                .text(key)
                .operation("}")
                .add("weight", SCALAR, 3)
                .operation("s")
                .bytes();
        Weights weights = read(file);
        assertThat(weights.names()).containsExactly("weight");
        assertThat(weights.shape("weight")).contains(SCALAR);
        assertThat(weights.shape("best_accuracy")).isEmpty();
        assertThat(floats(weights, "weight", SCALAR)).containsExactly(3f);
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("is found in a checkpoint of a training script, beside training arguments and other objects")
    @ValueSource(strings = {"checkpoint.pth", "checkpoint-protocol4.pth"})
    void inTrainingCheckpoint(String file) throws IOException {
        Weights weights = read(resource(file));
        assertThat(weights.names()).containsExactlyInAnyOrder("classifier.weight", "classifier.bias");
        assertThat(floats(weights, "classifier.weight", List.of(2L, 3L))).containsExactly(0f, 1f, 2f, 3f, 4f, 5f);
        assertThat(floats(weights, "classifier.bias", List.of(2L))).containsExactly(0.5f, -0.5f);
    }

    @Test
    @DisplayName("is the first dict of a checkpoint that holds tensors")
    void emptyDictBeside() throws IOException {
        byte[] file = new StateDictFile()
                .text("model_state_dict")
                .operation("}")
                .add("weight", SCALAR, 3)
                .operation("s")
                .text("state_dict")
                .operation("}s")
                .bytes();
        assertThat(floats(read(file), "weight", SCALAR)).containsExactly(3f);
    }

    @ParameterizedTest
    @DisplayName("with an object in place of a tensor is refused, in a checkpoint too")
    @CsvSource({"os, system", "torch.nn.modules.linear, Linear", "torch._utils, _rebuild_qtensor"})
    void objectInPlaceOfTensor(String module, String name) throws IOException {
        byte[] file = new StateDictFile()
                .text("model")
                .operation("}")
                .add("a", SCALAR, 1)
                .text("b")
                .global(module, name)
                .text("touch ran")
                .operation("\u0085Rss")
                .bytes();
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> read(file))
                .withMessage(
                        "weights.pth is no state dict: it asks for %s.%s, which is refused and was not run; save the"
                                + " result of state_dict()",
                        module, name);
    }

    @Test
    @DisplayName("is not a whole file that is another object: it is refused by that name")
    void wholeObject() throws IOException {
        byte[] file = new StateDictFile()
                .add("a", SCALAR, 1)
                .global("torch.nn.modules.linear", "Linear")
                .operation(")\u0081}b")
                .bytes();
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> read(file))
                .withMessageContaining("it asks for torch.nn.modules.linear.Linear, which is refused and was not run");
    }

    @Test
    @DisplayName("in an unusual place of a checkpoint is not found; the message has the keys, not other objects")
    void unusualPlace() throws IOException {
        byte[] file = new StateDictFile()
                .text("args")
                .global("argparse", "Namespace")
                .operation(")\u0081}bs")
                .text("net")
                .operation("}")
                .add("weight", SCALAR, 3)
                .operation("s")
                .bytes();
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> read(file))
                .withMessage("weights.pth has no tensors but [args, net]: save the result of state_dict() alone");
    }

    @Test
    @DisplayName("of half precision with another shape is refused by the shape alone")
    void halfOfOtherShape() throws IOException {
        Weights weights =
                read(new StateDictFile().addHalf("a", List.of(4L), 1, 2, 3, 4).bytes());
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> weights.float32("a", List.of(3L)))
                .withMessage("weights.pth: tensor a has shape [4], expected [3]");
    }

    @Test
    @DisplayName("that is a checkpoint of itself gives a clear answer")
    void cyclic() throws IOException {
        byte[] file = new StateDictFile()
                .text("model")
                .operation("}q\u0000")
                .text("model")
                .operation("h\u0000ss")
                .bytes();
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> read(file))
                .withMessageContaining("weights.pth has no tensors");
    }

    @Test
    @DisplayName("of a wrapped network is read under the network's names")
    void wrapped() throws IOException {
        Weights weights = read(new StateDictFile()
                .add("module.net.bn1.bias", SCALAR, 1)
                .add("module.net.layer.bn1.bias", SCALAR, 2)
                .add("criterion.weight", SCALAR, 3)
                .bytes());
        Weights named = PrefixedWeights.of("weights.pth", weights, Set.of("bn1.bias", "layer.bn1.bias"));
        assertThat(named.names()).containsExactlyInAnyOrder("bn1.bias", "layer.bn1.bias");
        assertThat(named.shape("bn1.bias")).contains(SCALAR);
        assertThat(floats(named, "bn1.bias", SCALAR)).containsExactly(1f);
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> named.float32("bn2.bias", SCALAR))
                .withMessage("weights.pth has no tensor module.net.bn2.bias, expected F32 []");
    }

    @Test
    @DisplayName("with the network twice is refused, with the names of both")
    void twice() throws IOException {
        Weights weights = read(new StateDictFile()
                .add("student.weight", SCALAR, 1)
                .add("teacher.weight", SCALAR, 2)
                .bytes());
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> PrefixedWeights.of("weights.pth", weights, Set.of("weight")))
                .withMessage("weights.pth has the network 2 times, under student., teacher.: save the state dict of"
                        + " one of them");
    }

    @ParameterizedTest
    @DisplayName("whose tensor lies outside of its storage is refused, by the tensor")
    @CsvSource({
        "4, 0, 5, 1",
        "4, 1, 4, 1",
        "4, 0, 2, 4",
        "4, -1, 2, 1",
        "4, 0, -1, 1",
        "4, 0, 2, -1",
        "4, 4, 1, 1",
        "4, 9223372036854775807, 2, 1",
        "4, 0, 9223372036854775807, 9223372036854775807",
        "5, 0, 4, 1",
        "3, 0, 3, 1",
        "-1, 0, 0, 1",
        "4611686018427387904, 0, 4, 1",
    })
    void outside(long count, long offset, long side, long stride) throws IOException {
        byte[] file = new StateDictFile()
                .add(
                        "layer.weight",
                        "FloatStorage",
                        count,
                        offset,
                        new long[] {side},
                        new long[] {stride},
                        new byte[16])
                .bytes();
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> read(file))
                .withMessageStartingWith("weights.pth is damaged: tensor layer.weight: ");
    }

    @ParameterizedTest
    @DisplayName("that names anything but tensors is refused by that name")
    @CsvSource({
        "os, system",
        "builtins, eval",
        "posix, system",
        "builtins, bytearray",
        "builtins, set",
        "datetime, datetime",
        "decimal, Decimal",
        "array, array",
        "array, _array_reconstructor",
        "pytz, timezone",
        "operator, attrgetter",
        "_codecs, encode",
        "copy_reg, _reconstructor",
        "exceptions, ValueError",
        "builtins, ValueError",
        "torch.nn.modules.linear, Linear",
        "torch, device",
        "torch.storage, UntypedStorage",
        "torch._utils, _rebuild_tensor",
        "java.lang, Runtime",
    })
    void refused(String module, String name) throws IOException {
        String[] ways = {"c" + module + "\n" + name + "\n", "(i" + module + "\n" + name + "\n"};
        for (String way : ways) {
            byte[] file = new StateDictFile()
                    .add("a", SCALAR, 1)
                    .text("b")
                    .operation(way)
                    .operation(")Rs")
                    .bytes();
            assertThatExceptionOfType(ModelException.class)
                    .isThrownBy(() -> read(file))
                    .withMessageContaining("is refused and was not run")
                    .withMessageContaining(way.startsWith("c") ? module + "." + name : "operation 0x69");
        }
        byte[] stackGlobal = new StateDictFile()
                .text("b")
                .text(module)
                .text(name)
                .operation("\u0093)Rs")
                .bytes();
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> read(stackGlobal))
                .withMessageContaining(module + "." + name);
    }

    @Test
    @DisplayName("is not read from a checkpoint without tensors, nor from a module")
    void checkpoint() throws IOException {
        byte[] file = new StateDictFile()
                .text("model")
                .operation("}s")
                .text("epoch\u001b[2J")
                .integer(3)
                .operation("s")
                .bytes();
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> read(file))
                .withMessage(
                        "weights.pth has no tensors but [model, epoch?[2J]: save the result of state_dict() alone");
        byte[] module = new StateDictFile()
                .text("b")
                .operation("(")
                .text("module")
                .operation("tQs")
                .bytes();
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> read(module))
                .withMessageContaining("a module, which is refused");
    }

    @ParameterizedTest
    @DisplayName("that is made to break its reader gets a clear answer")
    @ValueSource(
            strings = {
                "X\u00ff\u00ff\u00ff\u007f", // a text of 2 GiB
                "X\u00ff\u00ff\u00ff\u00ff", // a text of -1 bytes
                "\u008d\u0000\u0000\u0000\u0000\u0001\u0000\u0000\u0000", // a text of 4 GiB
                "B\u00ff\u00ff\u00ff\u007f", // bytes
                "\u008b\u00ff\u00ff\u00ff\u007f", // a number of 2 GiB
                "RRRR", // nothing to call
                "sus", // nothing to set
                "q\u0000h\u0000h\u0000sh\u0000h\u0000s", // a dict as its own key
                "]q\u0000h\u0000aQ", // a list that holds itself as an id
                "h\u0007", // nothing remembered
                "X\u0001\u0000\u0000\u0000a(((((", // marks
                "0.", // an empty stack at the end
                "ctorch\nFloatStorage\n)R", // a type as a constructor
                "ccollections\nOrderedDict\n(]tR", // a dict of something
                "ctorch._utils\n_rebuild_tensor_v2\n)R", // a tensor of nothing
            })
    void hostile(String operations) throws IOException {
        byte[] file =
                new StateDictFile().add("a", SCALAR, 1).operation(operations).bytes();
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> read(file))
                .withMessageContaining("weights.pth");
    }

    @Tag("slow")
    @ParameterizedTest(name = "{0}")
    @DisplayName("cut off or changed anywhere gives its tensors or a clear error")
    @ValueSource(strings = {"state-dict.pth", "state-dict-legacy.pth"})
    void damage(String name) throws IOException {
        byte[] file = resource(name);
        Random random = new Random(5);
        for (int i = 0; i < 5_000; i++) {
            byte[] damaged = Arrays.copyOf(file, i % 2 == 0 ? file.length : 1 + random.nextInt(file.length));
            for (int flips = random.nextInt(3); flips >= 0; flips--) {
                damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
            }
            try {
                assertThat(floats(read(damaged), "transposed", List.of(6L, 4L))).hasSize(24);
            } catch (ModelException e) {
                assertThat(e).hasMessageContaining("weights.pth");
            }
        }
    }

    @Test
    @DisplayName("names the tensor whose data was changed or cut off")
    void namesTheTensor() throws IOException {
        byte[] zip = new StateDictFile().add("a", List.of(2L), 1, 2).bytes();
        int data = indexOf(zip, new byte[] {0, 0, (byte) 0x80, 0x3F});
        zip[data] ^= 1;
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> read(zip))
                .withMessageStartingWith("weights.pth is damaged: tensor a: the entry weights/data/0 was changed");
        byte[] legacy = resource("state-dict-legacy.pth");
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> read(Arrays.copyOf(legacy, legacy.length - 1)))
                .withMessage("weights.pth is damaged: tensor conv.weight: its data is not in the file as a whole");
    }

    private static int indexOf(byte[] in, byte[] what) {
        for (int i = 0; i + what.length <= in.length; i++) {
            if (Arrays.equals(in, i, i + what.length, what, 0, what.length)) {
                return i;
            }
        }
        throw new AssertionError("not there");
    }

    private static List<Float> floats(Weights weights, String name, List<Long> shape) {
        var buffer = weights.float32(name, shape).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
        Float[] floats = new Float[buffer.remaining()];
        Arrays.setAll(floats, buffer::get);
        return List.of(floats);
    }

    private static Weights read(byte[] file) {
        return Weights.read("weights.pth", file);
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(StateDictTest.class.getResourceAsStream(name))) {
            return in.readAllBytes();
        }
    }
}
