package dev.spotter.logging;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.regex.Pattern;

/**
 * How a line of the log is written. A line is one line, whatever is in it: control characters and all that is not ASCII
 * are escapes.
 */
public enum LogFormat {
    /** For people: the time, what happened, and its fields as {@code name=value}. */
    TEXT {
        @Override
        String line(ObjectNode entry) {
            StringBuilder line = new StringBuilder();
            entry.properties().forEach(field -> {
                String name = field.getKey();
                line.append(line.isEmpty() ? "" : " ")
                        .append(name.equals(EventLog.TIME) || name.equals(EventLog.EVENT) ? "" : name + '=')
                        .append(value(field.getValue()));
            });
            return line.toString();
        }

        @Override
        public String message(Instant time, String text) {
            return text;
        }
    },

    /** For programs: one JSON object. */
    JSON {
        @Override
        String line(ObjectNode entry) {
            return json(entry);
        }

        @Override
        public String message(Instant time, String text) {
            return json(EventLog.entry(time, "message").put("message", text));
        }
    };

    private static final Pattern PLAIN = Pattern.compile("[\\w/{}.:;,+*?&%@-]+");
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    abstract String line(ObjectNode entry);

    /** A message that is about no request and no outcome; as text it is left as it is. */
    public abstract String message(Instant time, String text);

    private static String value(JsonNode value) {
        return PLAIN.matcher(value.asText()).matches() ? value.asText() : json(value);
    }

    private static String json(JsonNode value) {
        try {
            // The one control character among those of ASCII that JSON need not escape.
            return MAPPER.writeValueAsString(value).replace("\u007f", "\\u007f");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts and numbers can be written as JSON", e);
        }
    }
}
