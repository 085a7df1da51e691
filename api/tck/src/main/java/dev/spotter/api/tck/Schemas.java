package dev.spotter.api.tck;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaId;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Holds values against the schemas of a description, and follows its references. */
final class Schemas {
    private static final SchemaValidatorsConfig ASSERT_FORMATS = SchemaValidatorsConfig.builder()
            .locale(Locale.ROOT)
            .formatAssertionsEnabled(true)
            .build();

    private final JsonSchemaFactory factory = JsonSchemaFactory.getInstance(VersionFlag.V202012);
    private final JsonNode description;

    Schemas(JsonNode description) {
        this.description = description;
    }

    /** What a reference leads to, or the node itself where it is none. */
    JsonNode resolved(JsonNode node) {
        String reference = node.path("$ref").asText();
        return reference.isEmpty() ? node : description.at(reference.substring(1));
    }

    /** What is wrong with a schema itself. */
    List<String> faultsOf(JsonNode schema) {
        return messages(factory.getSchema(SchemaLocation.of(SchemaId.V202012), ASSERT_FORMATS)
                .validate(schema));
    }

    /** What is wrong with a value. */
    List<String> faults(JsonNode schema, JsonNode value) {
        ObjectNode root = schema.deepCopy();
        root.set("components", description.path("components"));
        return messages(factory.getSchema(root, ASSERT_FORMATS).validate(value));
    }

    private static List<String> messages(Set<ValidationMessage> messages) {
        return messages.stream().map(Schemas::text).toList();
    }

    private static String text(ValidationMessage message) {
        return (message.getInstanceLocation() + " " + message.getError()).strip();
    }
}
