package dev.spotter.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/**
 * What {@code doctor} found out about one thing.
 *
 * @param name what was checked, in one word
 * @param text what was found, and what to do about it
 */
record Finding(String name, State state, String text) {
    /** Whether a thing is as it should be. */
    enum State {
        OK,
        /** Spotter works, but something can be better, or is open to others. */
        WARNING,
        /** Spotter does not work as it was asked to. */
        PROBLEM
    }

    String line() {
        return Console.text("%s %-9s %s", state == State.OK ? " " : "!", name, text);
    }

    ObjectNode json() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("name", name.toLowerCase(Locale.ROOT))
                .put("state", state.name().toLowerCase(Locale.ROOT))
                .put("text", text);
    }
}
