package dev.spotter.inference.teaching;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What to teach.
 *
 * @param photos a directory with a directory of photos for each class, whose name is the name of the class
 * @param name of the model that results: 2 to 64 of a-z, 0-9, dot, _ and -, beginning and ending with a letter or digit
 * @param from the name of a model that was taught before, whose photos and classes are taken too: then a single class
 *     directory is enough
 * @param seed of the random numbers that choose the photos of each fold of the cross-validation
 * @param replace whether a model of this name that was taught before is replaced
 */
public record TeachingRequest(Path photos, String name, Optional<String> from, long seed, boolean replace) {
    /** A request for a new model, with the seed 0. */
    public TeachingRequest(Path photos, String name) {
        this(photos, name, Optional.empty(), 0, false);
    }

    /** The same, beginning with the photos and classes of a model that was taught before. */
    public TeachingRequest from(String model) {
        return new TeachingRequest(photos, name, Optional.of(model), seed, replace);
    }

    public TeachingRequest withSeed(long number) {
        return new TeachingRequest(photos, name, from, number, replace);
    }

    /** The same, in place of a model of the same name that was taught before. */
    public TeachingRequest replacing() {
        return new TeachingRequest(photos, name, from, seed, true);
    }
}
