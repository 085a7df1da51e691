package dev.spotter.devserver.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spotter.core.internal.MeterName;
import dev.spotter.devserver.Observation;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * The lines that the functions log: their metrics, which CloudWatch would read, are meters here too, with the tags
 * {@code function} and {@code outcome}. The lines themselves are the log's. Thread-safe.
 */
record FunctionLines(Observation observation) implements Consumer<String> {
    private static final JsonMapper JSON = new JsonMapper();

    @Override
    public void accept(String line) {
        JsonNode fields = read(line);
        if (observation.log().isPresent() && fields instanceof ObjectNode object) {
            observation.log().get().function(object);
        } else {
            System.err.println(line);
        }
        if (fields.has("function") && fields.has("outcome")) {
            Tags tags = Tags.of(
                    "function", fields.get("function").asText(),
                    "outcome", fields.get("outcome").asText());
            for (MeterName name : MeterName.values()) {
                note(name, fields, tags, observation.meters().registry());
            }
        }
    }

    private static void note(MeterName name, JsonNode fields, Tags tags, MeterRegistry registry) {
        if (fields.has(name.millis())) {
            registry.timer(name.qualified(), tags)
                    .record(Duration.ofMillis(fields.get(name.millis()).asLong()));
        } else if (fields.has(name.text())) {
            registry.counter(name.qualified(), tags)
                    .increment(fields.get(name.text()).asDouble());
        }
    }

    /** A process of a function prints other lines too. */
    private static JsonNode read(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            return JSON.missingNode();
        }
    }
}
