package dev.spotter.inference.model;

import dev.spotter.core.error.ModelException;
import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Weights of a network that was part of another module when they were saved: all names begin with the name that it had
 * there, such as {@code module.} of PyTorch's {@code DataParallel} or {@code model.} of Lightning. Immutable.
 *
 * @param weights with the prefix
 */
record PrefixedWeights(Weights weights, String prefix) implements Weights {
    /**
     * These weights under the names that a network has for them.
     *
     * @param source how errors call them
     * @param parameters the network's names
     * @return the same weights where no prefix fits
     * @throws ModelException if several prefixes fit
     */
    static Weights of(String source, Weights weights, Set<String> parameters) {
        Set<String> names = weights.names();
        if (names.containsAll(parameters)) {
            return weights;
        }
        // A long name is the end of no other parameter's name.
        String longest = parameters.stream()
                .max(Comparator.comparing(String::length).thenComparing(Comparator.naturalOrder()))
                .orElseThrow();
        List<String> prefixes = names.stream()
                .filter(name -> name.endsWith("." + longest))
                .map(name -> name.substring(0, name.length() - longest.length()))
                .sorted()
                .toList();
        if (prefixes.size() > 1) {
            throw new ModelException("%s has the network %d times, under %s: save the state dict of one of them"
                    .formatted(source, prefixes.size(), StateDict.printable(String.join(", ", prefixes))));
        }
        return prefixes.isEmpty() ? weights : new PrefixedWeights(weights, prefixes.get(0));
    }

    @Override
    public Set<String> names() {
        return weights.names().stream()
                .filter(name -> name.startsWith(prefix))
                .map(name -> name.substring(prefix.length()))
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Optional<List<Long>> shape(String name) {
        return weights.shape(prefix + name);
    }

    @Override
    public ByteBuffer float32(String name, List<Long> shape) {
        return weights.float32(prefix + name, shape);
    }
}
