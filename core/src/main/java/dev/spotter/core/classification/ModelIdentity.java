package dev.spotter.core.classification;

/**
 * The name and version of a model.
 *
 * @param name not blank
 * @param version of its weights or of its deployment; not blank
 */
public record ModelIdentity(String name, String version) {
    /** @throws IllegalArgumentException if either is blank */
    public ModelIdentity {
        if (name.isBlank() || version.isBlank()) {
            throw new IllegalArgumentException(
                    "model name and version must not be blank but were \"%s\" and \"%s\"".formatted(name, version));
        }
    }
}
