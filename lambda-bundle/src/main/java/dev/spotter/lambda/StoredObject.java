package dev.spotter.lambda;

import dev.spotter.core.prediction.Sequence;

/**
 * An object that an event reports as created.
 *
 * @param key as it is, not encoded
 * @param sequence the event's sequencer
 */
record StoredObject(String key, Sequence sequence) {}
