package dev.spotter.inference.teaching;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.Gson;
import dev.spotter.core.classification.ModelIdentity;
import dev.spotter.core.error.ModelException;
import dev.spotter.core.internal.Sha256;
import dev.spotter.inference.model.TaughtModels;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a model was taught from: kept with it, so that it can be extended later.
 *
 * @param base the model whose features its layer takes
 * @param features the fingerprint of the network that gave the features: it differs from engine to engine
 * @param seed of the cross-validation
 * @param classes in class order
 * @param photos by the hashes of their bytes
 */
record Lesson(ModelIdentity base, String features, long seed, List<String> classes, List<Entry> photos) {
    /**
     * A photo.
     *
     * @param hash the SHA-256 of its bytes, 64 hexadecimal digits
     * @param ofClass the number of its class, from 0
     * @param name as it is shown
     */
    record Entry(String hash, int ofClass, String name) {
        private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

        /** @throws IllegalArgumentException if the hash is none */
        Entry {
            Objects.requireNonNull(name);
            if (!SHA256.matcher(hash).matches()) {
                throw new IllegalArgumentException("hash must be 64 hexadecimal digits but was " + hash);
            }
        }
    }

    /**
     * Checks that it can be taught.
     *
     * @throws IllegalArgumentException if a class is there twice or its name is none, a photo has a class that is not
     *     there, or is twice in one
     */
    Lesson {
        Objects.requireNonNull(base);
        Objects.requireNonNull(features);
        classes = List.copyOf(classes);
        photos = List.copyOf(photos);
        classes.forEach(Lesson::requireName);
        requireDistinct(classes);
        requireDistinct(
                photos.stream().map(photo -> photo.hash + " " + photo.ofClass).toList());
        for (Entry photo : photos) {
            if (photo.ofClass < 0 || photo.ofClass >= classes.size()) {
                throw new IllegalArgumentException(
                        "ofClass must be in [0,%d) but was %d".formatted(classes.size(), photo.ofClass));
            }
        }
    }

    private static void requireName(String className) {
        TaughtModels.refusal(className).ifPresent(reason -> {
            throw new IllegalArgumentException("a class name " + reason);
        });
    }

    private static void requireDistinct(List<String> texts) {
        if (Set.copyOf(texts).size() < texts.size()) {
            throw new IllegalArgumentException("a class or a photo is there twice");
        }
    }

    /** As {@link #read} takes it. */
    String json() {
        return new Gson().toJson(this);
    }

    /** The same for the same photos in the same classes, base and seed, whatever the photos' names. */
    String key() {
        String entries = photos.stream()
                .map(photo -> photo.hash + " " + photo.ofClass)
                .sorted()
                .collect(Collectors.joining("\n"));
        return Sha256.hexOfParts(
                base.name().getBytes(UTF_8),
                base.version().getBytes(UTF_8),
                Long.toString(seed).getBytes(UTF_8),
                String.join("\n", classes).getBytes(UTF_8),
                entries.getBytes(UTF_8));
    }

    /**
     * Reads a lesson.
     *
     * @param model its name, for errors
     * @throws ModelException if it is damaged
     */
    static Lesson read(String model, String json) {
        try {
            return Objects.requireNonNull(new Gson().fromJson(json, Lesson.class));
        } catch (RuntimeException e) {
            // Gson throws several kinds, also for what the constructors of the records refuse.
            throw new ModelException(
                    "the list of photos of %s is damaged; teach it again with all photos".formatted(model), e);
        }
    }
}
