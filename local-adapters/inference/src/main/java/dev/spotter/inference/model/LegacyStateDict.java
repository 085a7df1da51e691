package dev.spotter.inference.model;

import dev.spotter.core.error.ModelException;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * PyTorch's form before 1.6: four pickles (a magic number, the form's version, the machine, the state dict), the
 * storages' keys as a fifth, then for each its number of elements and its bytes.
 */
final class LegacyStateDict {
    private static final BigInteger MAGIC = new BigInteger("1950a86a20f9469cfc6c", 16);
    private static final Integer VERSION = 1001;

    private LegacyStateDict() {}

    static StateDict read(String source, ByteBuffer file) {
        file.order(ByteOrder.LITTLE_ENDIAN);
        StateDictUnpickler pickles = new StateDictUnpickler(source, file);
        if (!MAGIC.equals(pickles.next()) || !VERSION.equals(pickles.next())) {
            throw new ModelException(source + " is a pickle, but no state dict that PyTorch saved");
        }
        if (!(pickles.next() instanceof Map<?, ?> machine) || !Boolean.TRUE.equals(machine.get("little_endian"))) {
            throw new ModelException(source + " was not saved on a little-endian machine");
        }
        Object root = pickles.next();
        if (!(pickles.next() instanceof List<?> keys)) {
            throw new ModelException(source + " is damaged: it has no list of storages");
        }
        Map<String, ByteBuffer> data = data(file, keys, pickles.storages());
        return StateDict.of(source, root, storage -> {
            ByteBuffer bytes = data.get(storage.key());
            if (bytes == null) {
                throw new IOException("its data is not in the file as a whole");
            }
            return bytes;
        });
    }

    /** The tensors up to the end or the first damage of the file; a missing tensor is reported when it is read. */
    private static Map<String, ByteBuffer> data(
            ByteBuffer file, List<?> keys, Map<String, StoredTensor.Storage> storages) {
        Map<String, ByteBuffer> data = new HashMap<>();
        for (Object key : keys) {
            StoredTensor.Storage storage = key instanceof String text ? storages.get(text) : null;
            if (storage == null || file.remaining() < Long.BYTES || file.getLong() != storage.count()) {
                break;
            }
            long bytes = storage.bytes();
            if (bytes < 0 || bytes > file.remaining()) {
                break;
            }
            data.put(storage.key(), file.slice(file.position(), (int) bytes));
            file.position(file.position() + (int) bytes);
        }
        return data;
    }
}
