package dev.spotter.inference.model;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * A view of a storage, as a state dict describes it; nothing of it is checked before {@link #check} was called.
 * Immutable.
 *
 * @param offset of the first element, in elements
 * @param strides from one element to the next in each dimension, in elements
 */
record StoredTensor(Storage storage, long offset, List<Long> shape, List<Long> strides) {
    /** More than any network has. */
    private static final int MAX_DIMENSIONS = 16;

    /** A row of elements, named by a key. */
    record Storage(ElementType type, String key, long count) {
        /** -1 where there are more than any file has. */
        long bytes() {
            return count < 0 || count > Integer.MAX_VALUE ? -1 : count * type.bytes();
        }
    }

    StoredTensor {
        shape = List.copyOf(shape);
        strides = List.copyOf(strides);
    }

    /** @throws IllegalArgumentException if any element lies outside of the storage */
    void check() {
        if (shape.size() != strides.size() || shape.size() > MAX_DIMENSIONS) {
            throw new IllegalArgumentException("its shape is %s and its strides %s".formatted(shape, strides));
        }
        try {
            long last = offset;
            long elements = 1;
            for (int i = 0; i < shape.size(); i++) {
                if (shape.get(i) < 0 || strides.get(i) < 0) {
                    throw new ArithmeticException();
                }
                elements = Math.multiplyExact(elements, shape.get(i));
                last = Math.addExact(last, Math.multiplyExact(shape.get(i) - 1, strides.get(i)));
            }
            if (offset < 0 || (elements > 0 && last >= storage.count)) {
                throw new ArithmeticException();
            }
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(
                    "offset %d, shape %s and strides %s do not lie in its %d elements"
                            .formatted(offset, shape, strides, storage.count),
                    e);
        }
    }

    /** Its elements in row-major order, from those of the storage; a view where they lie so already. */
    ByteBuffer rowMajor(ByteBuffer data) {
        int elements = (int) elements();
        int size = storage.type.bytes();
        if (isRowMajor()) {
            return data.slice(elements == 0 ? 0 : (int) offset * size, elements * size);
        }
        ByteBuffer out = ByteBuffer.allocate(elements * size);
        gather(data, 0, (int) offset, out);
        return out.flip();
    }

    private long elements() {
        return shape.stream().reduce(1L, (a, b) -> a * b);
    }

    private boolean isRowMajor() {
        long expected = 1;
        for (int i = shape.size() - 1; i >= 0; i--) {
            if (shape.get(i) != 1 && strides.get(i) != expected) {
                return false;
            }
            expected *= shape.get(i);
        }
        return true;
    }

    private void gather(ByteBuffer data, int dimension, int index, ByteBuffer out) {
        if (dimension == shape.size()) {
            int size = storage.type.bytes();
            out.put(out.position(), data, index * size, size).position(out.position() + size);
            return;
        }
        for (int i = 0; i < shape.get(dimension); i++) {
            gather(data, dimension + 1, (int) (index + i * strides.get(dimension)), out);
        }
    }
}
