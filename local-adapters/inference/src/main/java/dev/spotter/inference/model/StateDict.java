package dev.spotter.inference.model;

import dev.spotter.core.error.ModelException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A PyTorch state dict ({@code .pth}), in the zip form or the one before it, alone or in a checkpoint. Every tensor is
 * checked against the file when it is read; numbers, texts, lists and dicts beside the tensors are passed over.
 * Immutable.
 */
final class StateDict implements Weights {
    private static final byte[] ZIP = {'P', 'K', 3, 4};
    /**
     * The form before the zip form begins with a pickled number of ten bytes; a safetensors header is never that long.
     */
    private static final byte[] LONG = {(byte) 0x8A, 10};

    /** Where Lightning and timm, PyTorch's tutorials, and torchvision put the state dict in a checkpoint. */
    private static final List<String> CHECKPOINT_KEYS = List.of("state_dict", "model_state_dict", "model");

    /** A dict of a hostile file may hold itself. */
    private static final int MAX_DEPTH = 3;

    private static final int MAX_PRINTED = 100;

    private final String source;
    private final Map<String, StoredTensor> tensors;
    private final StorageData data;

    /** Where the elements are. */
    interface StorageData {
        /**
         * A storage's bytes, little-endian.
         *
         * @throws IOException if they are not there as a whole, saying why
         */
        ByteBuffer bytes(StoredTensor.Storage storage) throws IOException;
    }

    private StateDict(String source, Map<String, StoredTensor> tensors, StorageData data) {
        this.source = source;
        this.tensors = tensors;
        this.data = data;
    }

    static boolean isOne(byte[] file) {
        return isZip(file) || (file.length > 4 && file[0] == (byte) 0x80 && Arrays.equals(file, 2, 4, LONG, 0, 2));
    }

    private static boolean isZip(byte[] file) {
        return file.length > 4 && Arrays.equals(file, 0, 4, ZIP, 0, 4);
    }

    /**
     * Reads a whole file.
     *
     * @param source how errors call it
     * @throws ModelException if it is damaged, or the state dict holds objects that are no tensors
     */
    static StateDict read(String source, byte[] file) {
        return isZip(file) ? StateDictZip.read(source, file) : LegacyStateDict.read(source, ByteBuffer.wrap(file));
    }

    /** @param root what was unpickled */
    static StateDict of(String source, @Nullable Object root, StorageData data) {
        requireNoInertObject(source, Collections.singletonList(root));
        if (!(root instanceof Map<?, ?> dict)) {
            throw new ModelException(source + " is no state dict: save the result of state_dict()");
        }
        Map<?, ?> weights = weightsOf(dict, MAX_DEPTH);
        Map<String, StoredTensor> tensors = tensors(weights);
        if (!tensors.isEmpty() || !hasDict(weights)) {
            requireNoInertObject(source, weights.values());
        }
        if (tensors.isEmpty()) {
            throw new ModelException("%s has no tensors but %s: save the result of state_dict() alone"
                    .formatted(source, printable(dict.keySet().toString())));
        }
        tensors.forEach((name, tensor) -> check(source, name, tensor, data));
        return new StateDict(source, tensors, data);
    }

    /** Whether it is a checkpoint: its state dict may be in an unusual place, and other objects do not matter. */
    private static boolean hasDict(Map<?, ?> dict) {
        return dict.values().stream().anyMatch(Map.class::isInstance);
    }

    /** The dict itself, or of a checkpoint the first dict that holds tensors in a usual place. */
    private static Map<?, ?> weightsOf(Map<?, ?> dict, int depth) {
        if (depth == 0) {
            return dict;
        }
        for (String key : CHECKPOINT_KEYS) {
            if (dict.get(key) instanceof Map<?, ?> inner) {
                Map<?, ?> weights = weightsOf(inner, depth - 1);
                if (!tensors(weights).isEmpty()) {
                    return weights;
                }
            }
        }
        return dict;
    }

    /** A state dict with another object than tensors would be read in part only. */
    private static void requireNoInertObject(String source, Collection<?> values) {
        for (Object value : values) {
            if (value instanceof InertObject object) {
                throw StateDictUnpickler.refused(source, object.global());
            }
        }
    }

    private static Map<String, StoredTensor> tensors(Map<?, ?> dict) {
        Map<String, StoredTensor> tensors = new HashMap<>();
        dict.forEach((name, value) -> {
            if (name instanceof String text && value instanceof StoredTensor tensor) {
                tensors.put(text, tensor);
            }
        });
        return tensors;
    }

    private static void check(String source, String name, StoredTensor tensor, StorageData data) {
        try {
            tensor.check();
            data.bytes(tensor.storage());
        } catch (IllegalArgumentException | IOException e) {
            throw damaged(source, name, e);
        }
    }

    @Override
    public Set<String> names() {
        return Set.copyOf(tensors.keySet());
    }

    @Override
    public Optional<List<Long>> shape(String name) {
        return Optional.ofNullable(tensors.get(name)).map(StoredTensor::shape);
    }

    @Override
    public ByteBuffer float32(String name, List<Long> shape) {
        StoredTensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new ModelException("%s has no tensor %s, expected F32 %s".formatted(source, name, shape));
        }
        ElementType type = tensor.storage().type();
        if (!type.widens()) {
            throw new ModelException("%s: tensor %s is %s %s, expected F32 %s; save it after model.float()"
                    .formatted(source, name, type.text(), tensor.shape(), shape));
        }
        Weights.requireShape(source, name, tensor.shape(), shape);
        try {
            return type.float32(tensor.rowMajor(data.bytes(tensor.storage())));
        } catch (IOException e) {
            throw damaged(source, name, e);
        }
    }

    /** For messages: what comes from a file may hold anything, a terminal's control codes too. */
    static String printable(String text) {
        String start = text.substring(0, Math.min(MAX_PRINTED, text.length()));
        return start.replaceAll("[^\\x20-\\x7e]", "?") + (start.length() < text.length() ? "…" : "");
    }

    private static ModelException damaged(String source, String name, Exception cause) {
        return new ModelException(
                "%s is damaged: tensor %s: %s".formatted(source, printable(name), cause.getMessage()), cause);
    }
}
