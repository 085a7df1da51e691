package dev.spotter.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Weights for a network whose own do not come with Spotter, as safetensors: those of {@code pattern_weights} in
 * {@code export.py} of the module {@code models}. How fast a network is does not depend on its weights.
 */
final class PatternWeights {
    private PatternWeights() {}

    /** All that the archive's manifest asks for. */
    static byte[] of(byte[] archive) throws IOException {
        List<String> entries = new ArrayList<>();
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        for (JsonElement element : tensors(archive)) {
            JsonObject tensor = element.getAsJsonObject();
            String name = tensor.get("name").getAsString();
            List<Integer> shape = tensor.getAsJsonArray("shape").asList().stream()
                    .map(JsonElement::getAsInt)
                    .toList();
            int begin = data.size();
            data.writeBytes(values(name, shape));
            entries.add("\"%s\":{\"dtype\":\"F32\",\"shape\":%s,\"data_offsets\":[%d,%d]}"
                    .formatted(name, shape, begin, data.size()));
        }
        byte[] header = ("{" + String.join(",", entries) + "}").getBytes(UTF_8);
        return ByteBuffer.allocate(Long.BYTES + header.length + data.size())
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(header.length)
                .put(header)
                .put(data.toByteArray())
                .array();
    }

    /** The input of {@code pattern-logits.json}: uniform values in [-1,1). */
    static float[] pattern(String name, int count) {
        CRC32 crc = new CRC32();
        crc.update(name.getBytes(UTF_8));
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            long z = (crc.getValue() << 32 | i) + 0x9E3779B97F4A7C15L;
            z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
            z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
            z ^= z >>> 31;
            values[i] = (z >>> 40) * 0x1p-23f - 1;
        }
        return values;
    }

    /** Scaled by sqrt(6 / fan-in) where there is a fan-in, 1 for norms' weights and variances, else small. */
    private static byte[] values(String name, List<Integer> shape) {
        boolean isNorm = name.endsWith("running_var") || (name.endsWith("weight") && shape.size() == 1);
        float scale = shape.size() > 1 ? (float) Math.sqrt(6.0 / product(shape.subList(1, shape.size()))) : 0.1f;
        float[] values = pattern(name, product(shape));
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            bytes.putFloat(isNorm ? 1 : value * scale);
        }
        return bytes.array();
    }

    private static int product(List<Integer> shape) {
        return shape.stream().reduce(1, (a, b) -> a * b);
    }

    private static Iterable<JsonElement> tensors(byte[] archive) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().equals("manifest.json")) {
                    return JsonParser.parseString(new String(zip.readAllBytes(), UTF_8))
                            .getAsJsonObject()
                            .getAsJsonObject("tensors")
                            .asMap()
                            .values();
                }
            }
        }
        throw new IOException("the archive has no manifest");
    }
}
