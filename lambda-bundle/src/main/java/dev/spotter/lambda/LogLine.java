package dev.spotter.lambda;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spotter.core.internal.MeterName;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * One line of a {@link FunctionLog} while it is filled (Amazon CloudWatch User Guide, "Embedded metric format
 * specification"). Its metrics are kept by function, and by function and outcome: so failures are counted by their
 * kind. Not thread-safe.
 */
final class LogLine {
    private static final String NAMESPACE = "Spotter";

    private final FunctionLog log;
    private final ObjectNode line = JsonNodeFactory.instance.objectNode();
    private final ArrayNode metrics = JsonNodeFactory.instance.arrayNode();

    LogLine(FunctionLog log) {
        this.log = log;
        line.put("function", log.function()).put("outcome", "NONE");
    }

    void put(String name, String value) {
        line.put(name, value);
    }

    /** A number that is no metric. */
    void put(String name, long value) {
        line.put(name, value);
    }

    /** How it ended: a few words at most ever, for each makes metrics of its own. */
    void outcome(String outcome) {
        line.put("outcome", outcome);
    }

    void count(MeterName metric) {
        add(metric.text(), "Count", 1);
    }

    /** Does a step and notes how long it took, however it ends. */
    <T> T timed(MeterName metric, Supplier<T> step) {
        long start = System.nanoTime();
        try {
            return step.get();
        } finally {
            add(
                    metric.millis(),
                    "Milliseconds",
                    Duration.ofNanos(System.nanoTime() - start).toMillis());
        }
    }

    void write() {
        ObjectNode aws = line.putObject("_aws").put("Timestamp", log.clock().millis());
        ObjectNode directive = aws.putArray("CloudWatchMetrics").addObject().put("Namespace", NAMESPACE);
        ArrayNode dimensions = directive.putArray("Dimensions");
        dimensions.addArray().add("function");
        dimensions.addArray().add("function").add("outcome");
        directive.set("Metrics", metrics);
        log.lines().accept(line.toString());
    }

    /** A step that is done again adds to what it took before. */
    private void add(String metric, String unit, long value) {
        if (!line.has(metric)) {
            metrics.addObject().put("Name", metric).put("Unit", unit);
        }
        line.put(metric, line.path(metric).asLong() + value);
    }
}
