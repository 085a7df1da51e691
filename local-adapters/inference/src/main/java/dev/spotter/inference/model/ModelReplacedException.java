package dev.spotter.inference.model;

import dev.spotter.core.error.ModelException;

/** A model was replaced or removed while its parts were read. Reading again gives the parts of one model. */
final class ModelReplacedException extends ModelException {
    private static final long serialVersionUID = 1L;

    ModelReplacedException(String name) {
        super("%s was replaced or removed while it was read; try again".formatted(name));
    }
}
