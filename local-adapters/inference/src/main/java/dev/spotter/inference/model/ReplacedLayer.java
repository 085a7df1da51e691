package dev.spotter.inference.model;

import dev.spotter.core.error.ModelException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Weights of a network whose last layer is replaced by another. With the identity the network gives the features that
 * its last layer takes. So one network, joined anew, gives features or the scores of other classes in every engine.
 * Immutable.
 *
 * @param weights of the whole network
 * @param names the names of the last layer's parameters
 * @param layer takes as many features as the last layer of the weights
 */
record ReplacedLayer(Weights weights, Set<String> names, LastLayer layer) implements Weights {
    @Override
    public Set<String> names() {
        return weights.names();
    }

    @Override
    public Optional<List<Long>> shape(String name) {
        return names.contains(name) ? weights.shape(name).map(this::withClasses) : weights.shape(name);
    }

    private List<Long> withClasses(List<Long> shape) {
        List<Long> sides = new ArrayList<>(shape);
        sides.set(0, (long) layer.classes());
        return sides;
    }

    @Override
    public ByteBuffer float32(String name, List<Long> shape) {
        if (!names.contains(name)) {
            return weights.float32(name, shape);
        }
        ByteBuffer values = shape.size() == 1 ? layer.bias() : layer.matrix();
        long expected = shape.stream().reduce((long) Float.BYTES, Math::multiplyExact);
        if (values.remaining() != expected) {
            throw new ModelException("the last layer has %d classes and %d features, expected %s"
                    .formatted(layer.classes(), layer.dimension(), shape));
        }
        return values;
    }
}
