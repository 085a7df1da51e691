package dev.spotter.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The environment variables by which another process uses the emulator. */
record EnvironmentPage(Supplier<Map<String, String>> variables) implements AdminPage {
    static final String NAME = "environment";

    @Override
    public JsonNode get() {
        ObjectNode response = JsonNodeFactory.instance.objectNode();
        new TreeMap<>(variables.get()).forEach(response::put);
        return response;
    }
}
