package dev.spotter.inference.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes PyTorch state dicts for tests, operation by operation, in the zip form. */
final class StateDictFile {
    private final ByteArrayOutputStream pickle = new ByteArrayOutputStream();
    private final Map<String, byte[]> storages = new LinkedHashMap<>();

    /** Whole tensors, each with a storage of its own. */
    StateDictFile add(String name, List<Long> shape, float... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return add(name, "FloatStorage", shape, values.length, bytes.array());
    }

    /** The same in float16: each value is rounded to the nearest. */
    StateDictFile addHalf(String name, List<Long> shape, float... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            bytes.putShort(half(value));
        }
        return add(name, "HalfStorage", shape, values.length, bytes.array());
    }

    /** For finite values whose size is below 65,504. */
    private static short half(float value) {
        int sign = value < 0 ? 0x8000 : 0;
        int exponent = Math.max(-14, Math.getExponent(value));
        long fraction = Math.round(Math.scalb((double) Math.abs(value), 10 - exponent));
        // A fraction that is rounded up to 2,048 carries into the exponent, as it should.
        return (short) (sign + ((exponent + 14) << 10) + fraction);
    }

    private StateDictFile add(String name, String storage, List<Long> shape, int count, byte[] data) {
        long[] strides = new long[shape.size()];
        long stride = 1;
        for (int i = strides.length - 1; i >= 0; i--) {
            strides[i] = stride;
            stride *= shape.get(i);
        }
        long[] sides = shape.stream().mapToLong(Long::longValue).toArray();
        return add(name, storage, count, 0, sides, strides, data);
    }

    /** Whatever is said about a tensor, true or not. */
    StateDictFile add(String name, String storage, long count, long offset, long[] shape, long[] strides, byte[] data) {
        String key = Integer.toString(storages.size());
        storages.put(key, data);
        text(name).global("torch._utils", "_rebuild_tensor_v2").operation("(");
        operation("(")
                .text("storage")
                .global("torch", storage)
                .text(key)
                .text("cpu")
                .integer(count);
        operation("tQ").integer(offset).tuple(shape).tuple(strides).operation("\u0089");
        return global("collections", "OrderedDict").operation(")RtR").operation("s");
    }

    StateDictFile text(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        ByteBuffer length = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        operation("X").pickle.writeBytes(length.putInt(bytes.length).array());
        pickle.writeBytes(bytes);
        return this;
    }

    StateDictFile global(String module, String name) {
        return operation("c" + module + "\n" + name + "\n");
    }

    StateDictFile integer(long number) {
        operation("\u008a\u0008")
                .pickle
                .writeBytes(ByteBuffer.allocate(Long.BYTES)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(number)
                        .array());
        return this;
    }

    /** Operations as Latin-1 characters. */
    StateDictFile operation(String operations) {
        operations.chars().forEach(pickle::write);
        return this;
    }

    private StateDictFile tuple(long... numbers) {
        operation("(");
        for (long number : numbers) {
            integer(number);
        }
        return operation("t");
    }

    /** A file whose dict has what was added. */
    byte[] bytes() throws IOException {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes(new byte[] {(byte) 0x80, 2, '}'});
        whole.writeBytes(pickle.toByteArray());
        whole.write('.');
        return zip(whole.toByteArray());
    }

    private byte[] zip(byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            store(zip, "weights/data.pkl", content);
            store(zip, "weights/byteorder", "little".getBytes(UTF_8));
            for (Map.Entry<String, byte[]> storage : storages.entrySet()) {
                store(zip, "weights/data/" + storage.getKey(), storage.getValue());
            }
        }
        return out.toByteArray();
    }

    private static void store(ZipOutputStream zip, String name, byte[] content) throws IOException {
        CRC32 crc = new CRC32();
        crc.update(content);
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        zip.write(content);
    }
}
