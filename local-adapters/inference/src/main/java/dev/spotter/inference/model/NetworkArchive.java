package dev.spotter.inference.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import dev.spotter.core.error.ModelException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * A network without its weights: a TorchScript file or an ONNX model whose tensors are left out, with a
 * {@code manifest.json} that says which parameter belongs where. Made by {@code export.py} and {@code export_onnx.py}
 * of the module {@code models}. Immutable.
 */
final class NetworkArchive {
    private static final String MANIFEST = "manifest.json";
    /** The entry that an archive of an ONNX model has besides. */
    private static final String ONNX = "network.onnx";
    /** One time for all entries: the same parts give the same bytes. */
    private static final LocalDateTime EPOCH = LocalDateTime.of(1980, 1, 1, 0, 0);

    private final Map<String, byte[]> code;
    private final byte[] manifest;
    private final Map<String, Tensor> tensors;

    /** A parameter of the network. */
    record Tensor(String name, List<Long> shape) {}

    private NetworkArchive(Map<String, byte[]> code, byte[] manifest, Map<String, Tensor> tensors) {
        this.code = code;
        this.manifest = manifest;
        this.tensors = tensors;
    }

    /**
     * Reads an archive.
     *
     * @param source how errors call it
     * @throws ModelException if it is damaged
     */
    static NetworkArchive read(String source, byte[] archive) {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                entries.put(entry.getName(), zip.readAllBytes());
            }
        } catch (IOException e) {
            throw new ModelException(source + " is damaged", e);
        }
        byte[] manifest = entries.remove(MANIFEST);
        if (manifest == null) {
            throw new ModelException(source + " has no " + MANIFEST);
        }
        return new NetworkArchive(entries, manifest, tensors(source, manifest));
    }

    /** Says which parameter belongs where. */
    byte[] manifest() {
        return manifest.clone();
    }

    /**
     * Checks that all tensors of this network are in these weights.
     *
     * @throws ModelException if a tensor is missing in the weights, or has another type or shape
     */
    void requireFit(Weights weights) {
        tensors.values().forEach(tensor -> weights.float32(tensor.name, tensor.shape));
    }

    /**
     * Writes the TorchScript file, or the ONNX model, of this network with these weights.
     *
     * @throws ModelException if a tensor is missing in the weights, or has another type or shape
     */
    void join(Weights weights, OutputStream out) throws IOException {
        byte[] onnx = code.get(ONNX);
        if (onnx != null) {
            joinOnnx(onnx, weights, out);
        } else {
            joinTorchScript(weights, out);
        }
    }

    private void joinOnnx(byte[] model, Weights weights, OutputStream out) throws IOException {
        out.write(model);
        for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
            Tensor tensor = entry.getValue();
            OnnxInitializer.write(entry.getKey(), tensor.shape, weights.float32(tensor.name, tensor.shape), out);
        }
    }

    private void joinTorchScript(Weights weights, OutputStream out) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out);
        for (Map.Entry<String, byte[]> entry : code.entrySet()) {
            store(zip, entry.getKey(), ByteBuffer.wrap(entry.getValue()));
        }
        for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
            Tensor tensor = entry.getValue();
            store(zip, entry.getKey(), weights.float32(tensor.name, tensor.shape));
        }
        zip.finish();
    }

    /** libtorch reads tensors in place, so nothing is deflated. */
    private static void store(ZipOutputStream zip, String name, ByteBuffer content) throws IOException {
        byte[] bytes = new byte[content.remaining()];
        content.get(bytes);
        CRC32 crc = new CRC32();
        crc.update(bytes);
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(bytes.length);
        entry.setCrc(crc.getValue());
        entry.setTimeLocal(EPOCH);
        zip.putNextEntry(entry);
        zip.write(bytes);
        zip.closeEntry();
    }

    /**
     * The parameters by the entry that each belongs in.
     *
     * @param source how errors call the archive
     * @throws ModelException if the manifest is damaged
     */
    static Map<String, Tensor> tensors(String source, byte[] manifest) {
        try {
            JsonObject json = JsonParser.parseString(new String(manifest, UTF_8))
                    .getAsJsonObject()
                    .getAsJsonObject("tensors");
            Map<String, Tensor> tensors = new LinkedHashMap<>();
            json.entrySet()
                    .forEach(e -> tensors.put(e.getKey(), tensor(e.getValue().getAsJsonObject())));
            return tensors;
        } catch (JsonParseException | IllegalStateException | NullPointerException | ClassCastException e) {
            throw new ModelException("%s is damaged: its %s is not as it should be".formatted(source, MANIFEST), e);
        }
    }

    private static Tensor tensor(JsonObject json) {
        List<Long> shape = new ArrayList<>();
        for (JsonElement side : json.getAsJsonArray("shape")) {
            shape.add(side.getAsLong());
        }
        return new Tensor(json.get("name").getAsString(), List.copyOf(shape));
    }
}
