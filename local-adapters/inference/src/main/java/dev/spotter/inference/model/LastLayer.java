package dev.spotter.inference.model;

import dev.spotter.core.internal.Sha256;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A layer that replaces the last one of a network: the outputs are a matrix times the features, plus a bias for each
 * class. Immutable.
 */
public final class LastLayer {
    private final byte[] matrix;
    private final byte[] bias;
    private final int classes;
    private final int dimension;

    /**
     * A layer.
     *
     * @param matrix a row for each class, one after the other; copied
     * @param bias a value for each class; copied
     * @throws IllegalArgumentException if there are no classes, or the matrix has no rows of the same length
     */
    public LastLayer(float[] matrix, float[] bias) {
        if (bias.length == 0 || matrix.length == 0 || matrix.length % bias.length != 0) {
            throw new IllegalArgumentException("matrix must have a row for each of %d classes but has %d values"
                    .formatted(bias.length, matrix.length));
        }
        this.matrix = bytes(matrix);
        this.bias = bytes(bias);
        this.classes = bias.length;
        this.dimension = matrix.length / bias.length;
    }

    /** A layer whose outputs are the features. */
    static LastLayer identity(int dimension) {
        float[] matrix = new float[Math.multiplyExact(dimension, dimension)];
        for (int i = 0; i < dimension; i++) {
            matrix[i * (dimension + 1)] = 1;
        }
        return new LastLayer(matrix, new float[dimension]);
    }

    /** The number of classes. */
    int classes() {
        return classes;
    }

    /** The number of features. */
    int dimension() {
        return dimension;
    }

    /** The matrix: float32, little-endian, row-major. */
    ByteBuffer matrix() {
        return ByteBuffer.wrap(matrix).asReadOnlyBuffer();
    }

    /** The biases: float32, little-endian. */
    ByteBuffer bias() {
        return ByteBuffer.wrap(bias).asReadOnlyBuffer();
    }

    /** A hash of all values: 64 hexadecimal digits in lower case. */
    String sha256() {
        return Sha256.hexOfParts(matrix, bias);
    }

    private static byte[] bytes(float[] values) {
        byte[] bytes = new byte[Math.multiplyExact(values.length, Float.BYTES)];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(values);
        return bytes;
    }
}
