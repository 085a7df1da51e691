package dev.spotter.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spotter.core.prediction.Failure;

/** A failure in JSON, for programs that print what the API responds. */
public final class ErrorJson {
    private ErrorJson() {}

    /** A new object of {@code code, message}. {@link Failure#of} makes a failure of an exception. */
    public static ObjectNode of(Failure failure) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("code", failure.code().text())
                .put("message", failure.reason());
    }
}
