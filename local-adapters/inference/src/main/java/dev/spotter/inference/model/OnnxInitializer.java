package dev.spotter.inference.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Adds initializers to an ONNX model. Where messages of protobuf are concatenated, readers merge them and append
 * repeated fields; so a model's bytes followed by those of a model whose graph is one initializer are the model with
 * this initializer. The numbers are those of {@code onnx.proto}.
 */
final class OnnxInitializer {
    private static final int VARINT = 0;
    private static final int BYTES = 2;

    private static final int MODEL_GRAPH = 7;
    private static final int GRAPH_INITIALIZER = 5;
    private static final int TENSOR_DIMS = 1;
    private static final int TENSOR_DATA_TYPE = 2;
    private static final int TENSOR_NAME = 8;
    private static final int TENSOR_RAW_DATA = 9;
    private static final int FLOAT = 1;

    private OnnxInitializer() {}

    /**
     * Writes what is to follow a model.
     *
     * @param values float32, little-endian, row-major, as many as the shape says
     */
    static void write(String name, List<Long> shape, ByteBuffer values, OutputStream out) throws IOException {
        byte[] data = new byte[values.remaining()];
        values.duplicate().get(data);
        byte[] head = tensorHead(name, shape, data.length);
        byte[] initializer = tag(GRAPH_INITIALIZER, BYTES, head.length + data.length);
        out.write(tag(MODEL_GRAPH, BYTES, initializer.length + head.length + data.length));
        out.write(initializer);
        out.write(head);
        out.write(data);
    }

    /** A tensor up to its data, which comes last. */
    private static byte[] tensorHead(String name, List<Long> shape, int dataBytes) {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        for (long side : shape) {
            head.writeBytes(tag(TENSOR_DIMS, VARINT, side));
        }
        head.writeBytes(tag(TENSOR_DATA_TYPE, VARINT, FLOAT));
        byte[] text = name.getBytes(UTF_8);
        head.writeBytes(tag(TENSOR_NAME, BYTES, text.length));
        head.writeBytes(text);
        head.writeBytes(tag(TENSOR_RAW_DATA, BYTES, dataBytes));
        return head.toByteArray();
    }

    /** A field's number and type, and the number that follows: a value, or how many bytes do. */
    private static byte[] tag(int field, int type, long number) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        writeVarint(bytes, (long) field << 3 | type);
        writeVarint(bytes, number);
        return bytes.toByteArray();
    }

    /** Seven bits a byte, the lowest first; the eighth says that more follow. */
    private static void writeVarint(ByteArrayOutputStream bytes, long number) {
        long rest = number;
        while (rest > 0x7F) {
            bytes.write((int) ((rest & 0x7F) | 0x80));
            rest >>>= 7;
        }
        bytes.write((int) rest);
    }
}
