package dev.spotter.emulator;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What can be seen and changed by HTTP, beside the services. What cannot be is refused with an
 * IllegalArgumentException.
 */
interface AdminPage {
    /** What there is, as JSON. */
    JsonNode get();

    /** Changes it. */
    default void post(JsonNode asked) {
        throw new IllegalArgumentException("the method must be GET");
    }

    /** Makes it as it was at the start. */
    default void delete() {
        throw new IllegalArgumentException("the method must be GET");
    }
}
