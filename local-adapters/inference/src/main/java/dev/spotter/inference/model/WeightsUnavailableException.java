package dev.spotter.inference.model;

import dev.spotter.core.error.ModelException;
import java.net.URI;

/** Published weights that could not be downloaded. The downloaded part is kept, and the next attempt continues it. */
public final class WeightsUnavailableException extends ModelException {
    private static final long serialVersionUID = 1L;

    private final String model;
    private final String file;
    private final URI url;

    /** @param begun whether a part of the file is kept */
    WeightsUnavailableException(ModelDescription model, URI url, String reason, boolean begun, Throwable cause) {
        super(
                "%s cannot be downloaded from %s (%s)%s"
                        .formatted(
                                model.weights(), url, reason, begun ? "; the next attempt continues the download" : ""),
                cause);
        this.model = model.identity().name();
        this.file = model.weights();
        this.url = url;
    }

    /** The model's name. */
    public String model() {
        return model;
    }

    /** The published file's name. */
    public String file() {
        return file;
    }

    /** Where it is published. */
    public URI url() {
        return url;
    }
}
