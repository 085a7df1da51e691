package dev.spotter.logging;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spotter.core.image.ImageId;
import dev.spotter.core.prediction.Prediction;
import java.net.URLDecoder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line for each request and each outcome. Unless it is verbose, it has no file name, no label, and no text that a
 * client made up. Thread-safe if {@code lines} is.
 *
 * @param verbose whether paths, queries, file names and labels are logged too; credentials are not
 * @param lines takes each line, without its end
 */
public record EventLog(LogFormat format, boolean verbose, Clock clock, Consumer<String> lines) {
    static final String TIME = "time";
    static final String EVENT = "event";
    private static final String STATUS = "status";
    private static final String MILLIS = "millis";
    private static final String BYTES = "bytes";
    private static final String IMAGE_ID = "imageId";
    private static final Pattern PARAMETER = Pattern.compile("((?:^|[?&])([^=&]*)=)[^&]*");
    private static final Pattern CREDENTIAL = Pattern.compile("token|signature", Pattern.CASE_INSENSITIVE);

    /** Logs a request after its response. */
    public void request(ServedRequest request) {
        ObjectNode entry = entry("request")
                .put("method", request.method())
                .put("route", request.route())
                .put(STATUS, request.status())
                .put(MILLIS, request.elapsed().toMillis())
                .put(BYTES, request.receivedBytes())
                .put("sentBytes", request.sentBytes());
        request.imageId().ifPresent(id -> entry.put(IMAGE_ID, id));
        if (verbose) {
            entry.put("target", withoutCredentials(request.target()));
        }
        write(entry);
    }

    /**
     * Logs the outcome of an image.
     *
     * @param bytes of the image; 0 if it was not read
     */
    public void outcome(Prediction.Outcome outcome, Duration elapsed, long bytes) {
        ObjectNode entry =
                outcome(outcome.upload().id().text(), outcome.status().name(), elapsed, bytes);
        if (outcome instanceof Prediction.Failed failed) {
            entry.put("code", failed.failure().code().text());
        }
        if (verbose) {
            entry.put("filename", outcome.upload().filename().value());
            if (outcome instanceof Prediction.Classified classified) {
                entry.put("label", classified.classification().best().name());
            }
        }
        write(entry);
    }

    /** Logs an image whose classification failed and is tried again. */
    public void attempt(ImageId id, String code, Duration elapsed) {
        write(outcome(id.text(), "RETRY", elapsed, 0).put("code", code));
    }

    /**
     * Logs a line of a Lambda function. If the line reports an outcome or a failed attempt of an image, that is logged
     * too, in the same form as without functions, but without file name and labels, which functions do not log.
     *
     * @param fields of its line; those that are no text and no number are left out
     */
    public void function(ObjectNode fields) {
        ObjectNode entry = entry("function");
        fields.properties().stream()
                .filter(field -> field.getValue().isValueNode())
                .forEach(field -> entry.set(field.getKey(), field.getValue()));
        write(entry);
        FunctionOutcome.of(fields).ifPresent(this::write);
    }

    private void write(FunctionOutcome outcome) {
        ObjectNode entry = outcome(outcome.imageId(), outcome.status(), outcome.elapsed(), outcome.bytes());
        outcome.code().ifPresent(code -> entry.put("code", code));
        write(entry);
    }

    private ObjectNode outcome(String id, String status, Duration elapsed, long bytes) {
        return entry("outcome")
                .put(IMAGE_ID, id)
                .put(STATUS, status)
                .put(MILLIS, elapsed.toMillis())
                .put(BYTES, bytes);
    }

    private static String withoutCredentials(String target) {
        return PARAMETER
                .matcher(target)
                .replaceAll(parameter -> Matcher.quoteReplacement(
                        isCredential(parameter.group(2)) ? parameter.group(1) + "..." : parameter.group()));
    }

    /** A server compares decoded names, so an encoded one may be a credential's too; one that has no meaning may be. */
    private static boolean isCredential(String encodedName) {
        try {
            return CREDENTIAL.matcher(URLDecoder.decode(encodedName, UTF_8)).find();
        } catch (IllegalArgumentException e) {
            return true;
        }
    }

    private ObjectNode entry(String event) {
        return entry(clock.instant(), event);
    }

    static ObjectNode entry(Instant time, String event) {
        return JsonNodeFactory.instance
                .objectNode()
                .put(TIME, time.truncatedTo(ChronoUnit.MILLIS).toString())
                .put(EVENT, event);
    }

    private void write(ObjectNode entry) {
        lines.accept(format.line(entry));
    }
}
