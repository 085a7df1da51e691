package dev.spotter.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Faults by HTTP. */
final class FaultPage implements AdminPage {
    static final String NAME = "faults";

    private static final List<String> KINDS = List.of("error", "modelError", "delayMillis", "cutOff", "truncated");

    private final Faults faults;

    FaultPage(Faults faults) {
        this.faults = faults;
    }

    @Override
    public JsonNode get() {
        ObjectNode response = JsonNodeFactory.instance.objectNode();
        response.put("pending", faults.pending());
        ArrayNode rates = response.putArray("rates");
        for (FaultRate rate : faults.rates()) {
            rates.addObject()
                    .put("operation", rate.operation())
                    .put("rate", rate.share())
                    .put("taken", rate.taken());
        }
        return response;
    }

    @Override
    public void post(JsonNode json) {
        StrictJson asked = new StrictJson(json)
                .only("operation", "calls", "rate", "error", "modelError", "delayMillis", "cutOff", "truncated");
        String operation = asked.text("operation", "");
        if (!asked.has("rate")) {
            faults.next(operation, asked.integer("calls", 1), fault(asked));
        } else if (asked.has("calls")) {
            throw new IllegalArgumentException("a fault has \"calls\" or a \"rate\", not both");
        } else {
            faults.rate(operation, asked.number("rate"), fault(asked));
        }
    }

    @Override
    public void delete() {
        faults.clear();
    }

    private static Fault fault(StrictJson asked) {
        if (KINDS.stream().filter(asked::has).count() == 1) {
            if (asked.has("error")) {
                return error(asked.object("error").only("status", "code", "message", "members"));
            }
            if (asked.has("modelError")) {
                StrictJson error = asked.object("modelError").only("originalStatus", "message");
                return Fault.modelError(error.integer("originalStatus", 500), error.text("message", "on purpose"));
            }
            if (asked.has("delayMillis")) {
                return Fault.slow(asked.millis("delayMillis"));
            }
            if (asked.flag("cutOff")) {
                return Fault.cutOff();
            }
            if (asked.flag("truncated")) {
                return Fault.truncated();
            }
        }
        throw new IllegalArgumentException("a fault has one of an \"error\", a \"modelError\", a \"delayMillis\","
                + " \"cutOff\": true and \"truncated\": true");
    }

    private static Fault error(StrictJson error) {
        String code = error.text("code", "");
        Map<String, Object> members = new HashMap<>();
        if (error.has("members")) {
            error.object("members").json().properties().forEach(each -> members.put(each.getKey(), each.getValue()));
        }
        return new Fault.ServiceError(error.integer("status", 0), code, error.text("message", code), members);
    }
}
