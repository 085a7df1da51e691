package dev.spotter.inference.model;

import dev.spotter.core.error.ModelException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** The weights in a TorchScript file that they were joined into: its tensors are stored as they are. Immutable. */
final class JoinedWeights implements Weights {
    private final String source;
    private final Map<String, Stored> tensors;

    private record Stored(List<Long> shape, ByteBuffer float32) {}

    private JoinedWeights(String source, Map<String, Stored> tensors) {
        this.source = source;
        this.tensors = tensors;
    }

    /**
     * Reads a file that {@link NetworkArchive#join} wrote.
     *
     * @param source how errors call it
     * @param manifest the manifest of the archive that it was written with
     * @throws ModelException if either is damaged
     */
    static JoinedWeights read(String source, byte[] manifest, byte[] torchScript) {
        Map<String, NetworkManifest.Tensor> places = NetworkManifest.tensors(source, manifest);
        Map<String, Stored> tensors = new HashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(torchScript))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                NetworkManifest.Tensor tensor = places.get(entry.getName());
                if (tensor != null) {
                    tensors.put(tensor.name(), new Stored(tensor.shape(), ByteBuffer.wrap(zip.readAllBytes())));
                }
            }
        } catch (IOException e) {
            throw new ModelException(source + " is damaged", e);
        }
        return new JoinedWeights(source, tensors);
    }

    @Override
    public Set<String> names() {
        return Set.copyOf(tensors.keySet());
    }

    @Override
    public Optional<List<Long>> shape(String name) {
        return Optional.ofNullable(tensors.get(name)).map(Stored::shape);
    }

    @Override
    public ByteBuffer float32(String name, List<Long> shape) {
        Stored tensor = tensors.get(name);
        if (tensor == null || !tensor.shape.equals(shape)) {
            throw new ModelException("%s has no tensor %s, expected F32 %s".formatted(source, name, shape));
        }
        return tensor.float32.asReadOnlyBuffer();
    }
}
