package dev.spotter.core.internal;

import java.util.Locale;

/**
 * What Spotter measures, under one name in all its programs: by {@code /metrics} of the server, by the metrics of the
 * Lambda functions.
 */
public enum MeterName {
    /** Images that were classified or failed; by outcome. */
    IMAGES,
    /** Requests to the HTTP API; by status. */
    REQUESTS,
    /** The time to load a stored image. */
    LOAD,
    /** The time to store an image. */
    STORE,
    /** The time to classify an image, from its encoded bytes to its labels. */
    CLASSIFY,
    /** The time to save an outcome. */
    SAVE,
    /** The time to look up a prediction. */
    FIND,
    /** The time for all of these, for one image or one request. */
    TOTAL;

    /** The name among the meters of other programs: {@code spotter.classify}. */
    public String qualified() {
        return "spotter." + text();
    }

    /** The name of a number of things: {@code images}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The name of a time in milliseconds: {@code classifyMillis}. */
    public String millis() {
        return text() + "Millis";
    }
}
