package dev.spotter.inference.model;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Weights with which a network gives the input of its last layer, exactly: the last layer's matrix is the identity and
 * its bias is 0. So one network, joined anew, gives features in every engine. Immutable.
 *
 * @param weights of the whole network
 * @param lastLayer the names of the last layer's parameters
 */
record FeatureWeights(Weights weights, Set<String> lastLayer) implements Weights {
    @Override
    public Set<String> names() {
        return weights.names();
    }

    @Override
    public Optional<List<Long>> shape(String name) {
        return weights.shape(name);
    }

    /** Of the last layer in any square shape; of other layers as the weights have it. */
    @Override
    public ByteBuffer float32(String name, List<Long> shape) {
        if (!lastLayer.contains(name)) {
            return weights.float32(name, shape);
        }
        int side = Math.toIntExact(shape.get(0));
        if (shape.size() == 1) {
            return ByteBuffer.allocate(side * Float.BYTES);
        }
        ByteBuffer identity = ByteBuffer.allocate(Math.multiplyExact(side, side) * Float.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < side; i++) {
            identity.putFloat(i * (side + 1) * Float.BYTES, 1);
        }
        return identity;
    }
}
