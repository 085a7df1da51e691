package dev.spotter.inference.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes safetensors files for tests. */
final class SafetensorsFile {
    private final Map<String, String> entries = new LinkedHashMap<>();
    private final ByteArrayOutputStream data = new ByteArrayOutputStream();

    SafetensorsFile add(String name, List<Long> shape, float... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        int begin = data.size();
        data.writeBytes(bytes.array());
        entries.put(
                name, "{\"dtype\":\"F32\",\"shape\":%s,\"data_offsets\":[%d,%d]}".formatted(shape, begin, data.size()));
        return this;
    }

    byte[] bytes() {
        String header = entries.entrySet().stream()
                .map(e -> "\"%s\":%s".formatted(e.getKey(), e.getValue()))
                .collect(Collectors.joining(",", "{", "}"));
        return bytes(header, data.toByteArray());
    }

    static byte[] bytes(String header, byte[] data) {
        byte[] head = header.getBytes(UTF_8);
        return ByteBuffer.allocate(8 + head.length + data.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(head.length)
                .put(head)
                .put(data)
                .array();
    }
}
