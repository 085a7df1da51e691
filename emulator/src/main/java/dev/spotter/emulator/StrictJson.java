package dev.spotter.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/**
 * A JSON object of a client, read strictly: what is misspelt or of another type is an IllegalArgumentException.
 */
record StrictJson(JsonNode json) {
    StrictJson {
        if (!json.isObject()) {
            throw new IllegalArgumentException("the body must be a JSON object");
        }
    }

    /** This object, which may have these members and no others. */
    StrictJson only(String... names) {
        List<String> known = Arrays.asList(names);
        for (Iterator<String> all = json.fieldNames(); all.hasNext(); ) {
            String name = all.next();
            if (!known.contains(name)) {
                throw new IllegalArgumentException("there is no \"%s\"; there are %s".formatted(name, known));
            }
        }
        return this;
    }

    boolean has(String name) {
        return json.has(name);
    }

    String text(String name, String otherwise) {
        return of(name, has(name), json.path(name).isTextual(), "a text")
                ? json.get(name).asText()
                : otherwise;
    }

    int integer(String name, int otherwise) {
        return of(name, has(name), json.path(name).isInt(), "a whole number")
                ? json.get(name).asInt()
                : otherwise;
    }

    double number(String name) {
        of(name, true, json.path(name).isNumber(), "a number");
        return json.get(name).asDouble();
    }

    boolean flag(String name) {
        return of(name, has(name), json.path(name).isBoolean(), "true or false")
                && json.get(name).asBoolean();
    }

    Duration millis(String name) {
        return Duration.ofMillis(integer(name, 0));
    }

    StrictJson object(String name) {
        of(name, true, json.path(name).isObject(), "an object");
        return new StrictJson(json.get(name));
    }

    private static boolean of(String name, boolean isThere, boolean isRight, String expected) {
        if (isThere && !isRight) {
            throw new IllegalArgumentException("\"%s\" must be %s".formatted(name, expected));
        }
        return isThere;
    }
}
