package dev.spotter.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/** S3's events by HTTP: what becomes of them, and the fault. */
final class EventPage implements AdminPage {
    static final String NAME = "events";

    private final S3Events events;

    EventPage(S3Events events) {
        this.events = events;
    }

    @Override
    public JsonNode get() {
        EventFaults faults = events.faults();
        EventCounts counts = events.counts();
        return JsonNodeFactory.instance
                .objectNode()
                .put("copies", faults.copies())
                .put("shuffle", faults.shuffle())
                .put("delayMillis", faults.delay().toMillis())
                .put("raised", counts.raised())
                .put("delivered", counts.delivered())
                .put("failed", counts.failed())
                .put("waiting", counts.waiting());
    }

    @Override
    public void post(JsonNode json) {
        StrictJson asked = new StrictJson(json).only("copies", "shuffle", "delayMillis");
        events.faults(new EventFaults(asked.integer("copies", 1), asked.flag("shuffle"), asked.millis("delayMillis")));
    }

    @Override
    public void delete() {
        events.faults(EventFaults.NONE);
    }
}
