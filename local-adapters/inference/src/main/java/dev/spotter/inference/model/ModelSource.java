package dev.spotter.inference.model;

import dev.spotter.core.error.ModelException;

/** A model's description, and where the files are that it names. */
record ModelSource(ModelDescription description, Parts parts) {
    /** Files by name. */
    interface Parts {
        /**
         * A file as a whole.
         *
         * @throws ModelException if there is no such file, or it cannot be read
         */
        byte[] read(String file);
    }

    byte[] read(String file) {
        return parts.read(file);
    }

    /**
     * The weights, checked against their hash.
     *
     * @throws ModelException if they are damaged
     */
    Weights weights() {
        byte[] bytes = read(description.weights());
        String actual = Sha256.of(bytes);
        if (!actual.equals(description.weightsSha256())) {
            throw new ModelException("%s is damaged: its SHA-256 is %s, expected %s"
                    .formatted(description.weights(), actual, description.weightsSha256()));
        }
        return Weights.read(description.weights(), bytes);
    }
}
