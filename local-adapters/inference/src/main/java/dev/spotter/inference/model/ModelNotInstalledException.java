package dev.spotter.inference.model;

import dev.spotter.core.error.ModelException;

/** A model of the catalog whose weights are not on this machine: they must be installed first. */
public final class ModelNotInstalledException extends ModelException {
    private static final long serialVersionUID = 1L;

    private final String model;

    ModelNotInstalledException(String model) {
        super(model + " is not installed: its weights must be fetched first");
        this.model = model;
    }

    /** The model's name. */
    public String model() {
        return model;
    }
}
