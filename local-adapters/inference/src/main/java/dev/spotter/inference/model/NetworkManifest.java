package dev.spotter.inference.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import dev.spotter.core.error.ModelException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A network archive's {@code manifest.json}: which parameter belongs where, and what depends on the number of classes.
 * Immutable.
 *
 * @param tensors the parameters, by the entry that each belongs in
 * @param lastLayer the names of the last layer's parameters, whose first side is the number of classes
 * @param numbers what else in the archive depends on the number of classes
 */
record NetworkManifest(Map<String, Tensor> tensors, List<String> lastLayer, List<ClassNumber> numbers) {
    static final String FILE = "manifest.json";

    /** A parameter of the network. */
    record Tensor(String name, List<Long> shape) {
        Tensor {
            shape = List.copyOf(shape);
        }

        private Tensor withRows(long rows) {
            List<Long> sides = new ArrayList<>(shape);
            sides.set(0, rows);
            return new Tensor(name, sides);
        }
    }

    /**
     * A number in an entry: four bytes, little-endian.
     *
     * @param perClass what it grows by with each class
     */
    record ClassNumber(String entry, int offset, int perClass) {
        /** A copy of the entry with the number that belongs to this number of classes. */
        byte[] written(byte[] content, int classes) {
            byte[] copy = content.clone();
            ByteBuffer.wrap(copy).order(ByteOrder.LITTLE_ENDIAN).putInt(offset, Math.multiplyExact(perClass, classes));
            return copy;
        }
    }

    NetworkManifest {
        tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
        lastLayer = List.copyOf(lastLayer);
        numbers = List.copyOf(numbers);
    }

    /**
     * Reads a manifest.
     *
     * @param source how errors call the archive
     * @throws ModelException if it is damaged
     */
    static NetworkManifest read(String source, byte[] json) {
        return parsed(source, json, manifest -> {
            JsonObject classes = manifest.getAsJsonObject("classes");
            List<String> lastLayer = classes.getAsJsonArray("tensors").asList().stream()
                    .map(JsonElement::getAsString)
                    .toList();
            Map<String, Tensor> tensors = tensors(manifest);
            requireLastLayer(lastLayer, tensors);
            return new NetworkManifest(tensors, lastLayer, numbers(classes.getAsJsonObject("numbers")));
        });
    }

    /**
     * Reads a manifest's parameters alone, by the entry that each belongs in.
     *
     * @param source how errors call the archive
     * @throws ModelException if it is damaged
     */
    static Map<String, Tensor> tensors(String source, byte[] json) {
        return parsed(source, json, NetworkManifest::tensors);
    }

    /** The shape of the last layer's first parameter: its matrix, a row for each class. */
    List<Long> lastShape() {
        String name = lastLayer.get(0);
        return tensors.values().stream()
                .filter(tensor -> tensor.name.equals(name))
                .findFirst()
                .orElseThrow()
                .shape;
    }

    /** The same network with another number of classes. */
    NetworkManifest withClasses(int classes) {
        Map<String, Tensor> changed = new LinkedHashMap<>(tensors);
        changed.replaceAll((entry, tensor) -> lastLayer.contains(tensor.name) ? tensor.withRows(classes) : tensor);
        return new NetworkManifest(changed, lastLayer, numbers);
    }

    /** As {@link #tensors(String, byte[])} reads it. */
    byte[] json() {
        JsonObject places = new JsonObject();
        tensors.forEach((entry, tensor) -> {
            JsonArray shape = new JsonArray();
            tensor.shape.forEach(shape::add);
            JsonObject place = new JsonObject();
            place.addProperty("name", tensor.name);
            place.add("shape", shape);
            places.add(entry, place);
        });
        JsonObject manifest = new JsonObject();
        manifest.add("tensors", places);
        return manifest.toString().getBytes(UTF_8);
    }

    private interface Parser<T> {
        T parse(JsonObject manifest);
    }

    private static <T> T parsed(String source, byte[] json, Parser<T> parser) {
        try {
            return parser.parse(JsonParser.parseString(new String(json, UTF_8)).getAsJsonObject());
        } catch (JsonParseException
                | IllegalStateException
                | NullPointerException
                | ClassCastException
                | UnsupportedOperationException
                | NumberFormatException
                | IndexOutOfBoundsException e) {
            throw new ModelException("%s is damaged: its %s is not as it should be".formatted(source, FILE), e);
        }
    }

    private static Map<String, Tensor> tensors(JsonObject manifest) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        manifest.getAsJsonObject("tensors").asMap().forEach((entry, json) -> {
            JsonObject tensor = json.getAsJsonObject();
            List<Long> shape = tensor.getAsJsonArray("shape").asList().stream()
                    .map(JsonElement::getAsLong)
                    .toList();
            tensors.put(entry, new Tensor(tensor.get("name").getAsString(), shape));
        });
        return tensors;
    }

    private static void requireLastLayer(List<String> names, Map<String, Tensor> tensors) {
        List<String> withRows = tensors.values().stream()
                .filter(tensor -> !tensor.shape.isEmpty())
                .map(Tensor::name)
                .toList();
        if (names.isEmpty() || !withRows.containsAll(names)) {
            throw new IllegalStateException("the last layer is not among the tensors");
        }
    }

    private static List<ClassNumber> numbers(JsonObject byEntry) {
        List<ClassNumber> numbers = new ArrayList<>();
        byEntry.asMap().forEach((entry, places) -> {
            for (JsonElement place : places.getAsJsonArray()) {
                JsonArray pair = place.getAsJsonArray();
                numbers.add(new ClassNumber(
                        entry, pair.get(0).getAsInt(), pair.get(1).getAsInt()));
            }
        });
        return numbers;
    }
}
