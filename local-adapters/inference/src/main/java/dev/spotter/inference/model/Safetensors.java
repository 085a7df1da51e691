package dev.spotter.inference.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import dev.spotter.core.error.ModelException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A weights file in the safetensors format (Hugging Face, "safetensors", Format): the header's length, a header in
 * JSON, the tensors' bytes. Every number in the header is checked against the file's size before it is used. Immutable.
 */
final class Safetensors implements Weights {
    private static final int LENGTH_BYTES = 8;
    /** The limit that the format's own reader sets. */
    private static final long MAX_HEADER_BYTES = 100_000_000;

    private final String source;
    private final ByteBuffer data;
    private final Map<String, Entry> entries;

    private record Entry(String dtype, List<Long> shape, long begin, long end) {}

    private Safetensors(String source, ByteBuffer data, Map<String, Entry> entries) {
        this.source = source;
        this.data = data;
        this.entries = entries;
    }

    /**
     * Reads a whole file.
     *
     * @param source how errors call it
     * @throws ModelException if it is damaged
     */
    static Safetensors read(String source, ByteBuffer file) {
        ByteBuffer b = file.slice().order(ByteOrder.LITTLE_ENDIAN);
        long headerBytes = b.limit() < LENGTH_BYTES ? -1 : b.getLong(0);
        if (headerBytes < 0 || headerBytes > MAX_HEADER_BYTES) {
            throw new ModelException(
                    source + " is not a weights file: accepted are safetensors, and a state dict that PyTorch saved");
        }
        if (headerBytes < 2) {
            throw damaged(source, "its header is empty");
        }
        if (headerBytes > b.limit() - LENGTH_BYTES) {
            throw damaged(source, "it ends inside its header, after %d bytes".formatted(b.limit()));
        }
        ByteBuffer data = b.slice(LENGTH_BYTES + (int) headerBytes, b.limit() - LENGTH_BYTES - (int) headerBytes);
        String header = UTF_8.decode(b.slice(LENGTH_BYTES, (int) headerBytes)).toString();
        return new Safetensors(source, data, entries(source, header, data.limit()));
    }

    @Override
    public Set<String> names() {
        return Set.copyOf(entries.keySet());
    }

    @Override
    public Optional<List<Long>> shape(String name) {
        return Optional.ofNullable(entries.get(name)).map(Entry::shape);
    }

    @Override
    public ByteBuffer float32(String name, List<Long> shape) {
        Entry entry = entries.get(name);
        if (entry == null) {
            throw new ModelException("%s has no tensor %s, expected F32 %s".formatted(source, name, shape));
        }
        Optional<ElementType> type = ElementType.ofText(entry.dtype).filter(ElementType::widens);
        if (type.isEmpty()) {
            throw new ModelException(
                    "%s: tensor %s is %s %s, expected F32 %s".formatted(source, name, entry.dtype, entry.shape, shape));
        }
        Weights.requireShape(source, name, entry.shape, shape);
        return type.get().float32(data.slice((int) entry.begin, (int) (entry.end - entry.begin)));
    }

    private static Map<String, Entry> entries(String source, String header, int dataBytes) {
        Map<String, Entry> entries = new HashMap<>();
        try {
            JsonObject json = JsonParser.parseString(header).getAsJsonObject();
            for (Map.Entry<String, JsonElement> member : json.entrySet()) {
                if (!member.getKey().equals("__metadata__")) {
                    entries.put(member.getKey(), entry(member.getValue().getAsJsonObject()));
                }
            }
        } catch (JsonParseException | IllegalStateException | UnsupportedOperationException | NumberFormatException e) {
            throw new ModelException("%s is damaged: its header is not what safetensors write".formatted(source), e);
        }
        entries.forEach((name, entry) -> check(source, name, entry, dataBytes));
        checkThatNothingOverlaps(source, entries);
        return entries;
    }

    private static Entry entry(JsonObject json) {
        JsonElement dtype = json.get("dtype");
        List<Long> offsets = longs(json.get("data_offsets"));
        if (dtype == null || offsets.size() != 2) {
            throw new JsonParseException("a tensor needs dtype, shape and two data_offsets");
        }
        return new Entry(dtype.getAsString(), longs(json.get("shape")), offsets.get(0), offsets.get(1));
    }

    private static List<Long> longs(@Nullable JsonElement array) {
        if (array == null) {
            throw new JsonParseException("an array is missing");
        }
        List<Long> longs = new ArrayList<>();
        array.getAsJsonArray().forEach(e -> longs.add(e.getAsLong()));
        return List.copyOf(longs);
    }

    private static void check(String source, String name, Entry entry, int dataBytes) {
        if (entry.begin < 0 || entry.end < entry.begin || entry.end > dataBytes) {
            throw damaged(
                    source,
                    "tensor %s lies at bytes %d to %d of %d".formatted(name, entry.begin, entry.end, dataBytes));
        }
        Optional<ElementType> type = ElementType.ofText(entry.dtype);
        if (type.isPresent() && bytes(type.get(), entry.shape) != entry.end - entry.begin) {
            throw damaged(
                    source, "tensor %s of shape %s has %d bytes".formatted(name, entry.shape, entry.end - entry.begin));
        }
    }

    /** -1 where the shape is none, or larger than any file. */
    private static long bytes(ElementType type, List<Long> shape) {
        long bytes = type.bytes();
        for (long side : shape) {
            if (side < 0 || Math.multiplyHigh(bytes, side) != 0 || bytes * side < 0) {
                return -1;
            }
            bytes *= side;
        }
        return bytes;
    }

    private static void checkThatNothingOverlaps(String source, Map<String, Entry> entries) {
        Entry[] sorted = entries.values().toArray(Entry[]::new);
        Arrays.sort(sorted, (a, b) -> a.begin != b.begin ? Long.compare(a.begin, b.begin) : Long.compare(a.end, b.end));
        for (int i = 1; i < sorted.length; i++) {
            if (sorted[i].begin < sorted[i - 1].end) {
                throw damaged(source, "two tensors share the byte %d".formatted(sorted[i].begin));
            }
        }
    }

    private static ModelException damaged(String source, String what) {
        return new ModelException(source + " is damaged: " + what);
    }
}
