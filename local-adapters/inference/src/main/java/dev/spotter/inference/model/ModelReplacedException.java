package dev.spotter.inference.model;

import dev.spotter.core.error.ModelException;

/** Another model has taken the name of a model whose parts were being read. Reading again gives the parts of one. */
final class ModelReplacedException extends ModelException {
    private static final long serialVersionUID = 1L;

    ModelReplacedException(String name) {
        super("another model has taken the name %s while it was read; try again".formatted(name));
    }
}
