package dev.spotter.api.tck;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds what is wrong with a description itself: references that lead nowhere, schemas that are none, examples that are
 * untrue.
 */
final class DescriptionCheck {
    private final Schemas schemas;
    private final List<String> faults = new ArrayList<>();

    DescriptionCheck(Schemas schemas) {
        this.schemas = schemas;
    }

    List<String> faults(JsonNode description) {
        checkReferences(description);
        // Of a map of schemas, and of everything else that holds one.
        description.at("/components/schemas").forEach(this::checkSchema);
        description.findParents("schema").forEach(holder -> {
            checkSchema(holder.path("schema"));
            if (holder.has("example")) {
                faults.addAll(schemas.faults(holder.path("schema"), holder.path("example")));
            }
        });
        return List.copyOf(faults);
    }

    private void checkReferences(JsonNode description) {
        for (String reference : description.findValuesAsText("$ref")) {
            if (!reference.startsWith("#/")
                    || description.at(reference.substring(1)).isMissingNode()) {
                faults.add("nothing is at " + reference);
            }
        }
    }

    private void checkSchema(JsonNode schema) {
        faults.addAll(schemas.faultsOf(schema));
        schema.path("examples").forEach(example -> faults.addAll(schemas.faults(schema, example)));
    }
}
