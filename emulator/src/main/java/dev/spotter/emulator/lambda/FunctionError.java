package dev.spotter.emulator.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** An error of a function, as Lambda writes it. */
record FunctionError(String message, String type, List<String> stackTrace) {
    /** Lambda's own error of what it cannot tell more about. */
    private static final String UNKNOWN = "Runtime.Unknown";

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Of what a handler threw; the trace ends at the handler. */
    static FunctionError of(Throwable thrown) {
        List<String> trace = Arrays.stream(thrown.getStackTrace())
                .takeWhile(
                        frame -> !frame.getClassName().startsWith(FunctionError.class.getPackageName() + ".InProcess"))
                .map(StackTraceElement::toString)
                .toList();
        return new FunctionError(
                String.valueOf(thrown.getMessage()), thrown.getClass().getName(), trace);
    }

    /** Lambda's own errors have no trace. */
    static FunctionError ofLambda(String requestId, String type, String what) {
        return new FunctionError("RequestId: " + requestId + " Error: " + what, type, List.of());
    }

    static FunctionError timedOut(String requestId, double seconds) {
        return ofLambda(
                requestId,
                "Sandbox.Timedout",
                "Task timed out after %s seconds".formatted(String.format(Locale.ROOT, "%.2f", seconds)));
    }

    /** What is no object or has no type is an error without one. */
    static FunctionError read(byte[] json) {
        JsonNode error;
        try {
            error = JSON.readTree(json);
        } catch (IOException e) {
            return new FunctionError(new String(json, UTF_8), UNKNOWN, List.of());
        }
        return new FunctionError(
                error.path("errorMessage").asText(), error.path("errorType").asText(UNKNOWN), List.of());
    }

    /** The body of a response that is not about the function. */
    static byte[] refusal(String message) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("Type", "User")
                .put("message", message)
                .toString()
                .getBytes(UTF_8);
    }

    byte[] bytes() {
        ObjectNode error = JsonNodeFactory.instance.objectNode();
        error.put("errorMessage", message).put("errorType", type);
        if (!stackTrace.isEmpty()) {
            ArrayNode trace = error.putArray("stackTrace");
            stackTrace.forEach(trace::add);
        }
        return error.toString().getBytes(UTF_8);
    }
}
