package dev.spotter.inference.model;

import dev.spotter.core.error.ModelException;

/** A model of the catalog whose weights are not on this machine. {@link ModelInstaller} installs them. */
public final class ModelNotInstalledException extends ModelException {
    private static final long serialVersionUID = 1L;

    private final String model;

    ModelNotInstalledException(String model) {
        super(model + " is not installed: install it with " + ModelInstaller.class.getSimpleName());
        this.model = model;
    }

    /** The model's name. */
    public String model() {
        return model;
    }
}
