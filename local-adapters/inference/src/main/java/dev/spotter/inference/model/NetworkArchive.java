package dev.spotter.inference.model;

import dev.spotter.core.error.ModelException;
import dev.spotter.inference.model.NetworkManifest.ClassNumber;
import dev.spotter.inference.model.NetworkManifest.Tensor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A network without its weights: a TorchScript file or an ONNX model whose tensors are left out, with a
 * {@code manifest.json} that says which parameter belongs where. Its number of classes can be changed. Made by
 * {@code export.py} and {@code export_onnx.py} of the module {@code models}. Immutable.
 */
final class NetworkArchive {
    /** The entry that an archive of an ONNX model has besides. */
    private static final String ONNX = "network.onnx";
    /** One time for all entries: the same parts give the same bytes. */
    private static final LocalDateTime EPOCH = LocalDateTime.of(1980, 1, 1, 0, 0);

    private final Map<String, byte[]> code;
    private final NetworkManifest manifest;

    private NetworkArchive(Map<String, byte[]> code, NetworkManifest manifest) {
        this.code = code;
        this.manifest = manifest;
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
        byte[] json = entries.remove(NetworkManifest.FILE);
        if (json == null) {
            throw new ModelException(source + " has no " + NetworkManifest.FILE);
        }
        NetworkManifest manifest = NetworkManifest.read(source, json);
        manifest.numbers().forEach(number -> check(source, number, entries.get(number.entry())));
        return new NetworkArchive(entries, manifest);
    }

    private static void check(String source, ClassNumber number, byte @Nullable [] entry) {
        if (entry == null || number.offset() < 0 || number.offset() > entry.length - Integer.BYTES) {
            throw new ModelException("%s is damaged: it has no number at byte %d of %s"
                    .formatted(source, number.offset(), number.entry()));
        }
    }

    /** Says which parameter belongs where. */
    NetworkManifest manifest() {
        return manifest;
    }

    /** The names of all parameters. */
    Set<String> parameters() {
        return manifest.tensors().values().stream().map(Tensor::name).collect(Collectors.toUnmodifiableSet());
    }

    /** The number of classes that the last layer of these weights has; of this network if they have no such layer. */
    long classes(Weights weights) {
        String name = manifest.lastLayer().get(0);
        List<Long> usual = manifest.lastShape();
        return weights.shape(name)
                .filter(shape -> shape.size() == usual.size())
                .orElse(usual)
                .get(0);
    }

    /** The same network with another number of classes, at least 1. */
    NetworkArchive withClasses(int classes) {
        Map<String, byte[]> changed = new LinkedHashMap<>(code);
        for (ClassNumber number : manifest.numbers()) {
            changed.computeIfPresent(number.entry(), (entry, content) -> number.written(content, classes));
        }
        return new NetworkArchive(changed, manifest.withClasses(classes));
    }

    /**
     * Checks that all tensors of this network are in these weights.
     *
     * @throws ModelException if a tensor is missing in the weights, or has another type or shape
     */
    void requireFit(Weights weights) {
        manifest.tensors().values().forEach(tensor -> weights.float32(tensor.name(), tensor.shape()));
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
        for (Map.Entry<String, Tensor> entry : manifest.tensors().entrySet()) {
            Tensor tensor = entry.getValue();
            ByteBuffer values = weights.float32(tensor.name(), tensor.shape());
            OnnxInitializer.write(entry.getKey(), tensor.shape(), values, out);
        }
    }

    private void joinTorchScript(Weights weights, OutputStream out) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out);
        for (Map.Entry<String, byte[]> entry : code.entrySet()) {
            store(zip, entry.getKey(), ByteBuffer.wrap(entry.getValue()));
        }
        for (Map.Entry<String, Tensor> entry : manifest.tensors().entrySet()) {
            Tensor tensor = entry.getValue();
            store(zip, entry.getKey(), weights.float32(tensor.name(), tensor.shape()));
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
}
