package dev.spotter.inference.model;

import dev.spotter.core.error.ModelException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A file of named tensors. Implementations are immutable. */
interface Weights {
    /** Many times the largest network here; a file is read into memory as a whole. */
    int MAX_BYTES = 256 << 20;

    /** The names of the tensors. */
    Set<String> names();

    /** A tensor's shape; empty if there is no such tensor. */
    Optional<List<Long>> shape(String name);

    /**
     * A tensor's bytes: float32, little-endian, row-major. Half precision (float16, bfloat16) is widened.
     *
     * @throws ModelException if there is no such tensor, or it has another type or shape; the message names it
     */
    ByteBuffer float32(String name, List<Long> shape);

    /**
     * Reads a whole file: safetensors, or a PyTorch state dict in either form, alone or in a checkpoint. Its first
     * bytes say which.
     *
     * @param source how errors call it
     * @throws ModelException if it is damaged, or its state dict holds objects that are no tensors
     */
    static Weights read(String source, byte[] file) {
        return StateDict.isOne(file) ? StateDict.read(source, file) : Safetensors.read(source, ByteBuffer.wrap(file));
    }

    /**
     * Checks a tensor's shape.
     *
     * @param source how errors call the file
     * @throws ModelException if the tensor has another shape
     */
    static void requireShape(String source, String name, List<Long> shape, List<Long> expected) {
        if (!shape.equals(expected)) {
            throw new ModelException(
                    "%s: tensor %s has shape %s, expected %s".formatted(source, name, shape, expected));
        }
    }
}
