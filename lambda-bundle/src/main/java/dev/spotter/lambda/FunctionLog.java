package dev.spotter.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import java.time.Clock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A function's log: one line of JSON for each request or image, which is for people and, as CloudWatch's embedded
 * metric format, the metrics too. It knows ids and error codes, and nothing of what is in an image or what it is
 * called. Thread-safe if {@code lines} is.
 */
record FunctionLog(String function, Clock clock, Consumer<String> lines) {
    /** Where Lambda takes a function's log from. */
    static final Consumer<String> STANDARD_OUTPUT = System.out::println;

    static FunctionLog of(Class<?> function, Consumer<String> lines) {
        return new FunctionLog(function.getSimpleName(), Clock.systemUTC(), lines);
    }

    /** A new line; {@link LogLine#write} ends it. */
    LogLine line(@Nullable Context context) {
        LogLine line = new LogLine(this);
        if (context != null) {
            line.put("requestId", context.getAwsRequestId());
        }
        return line;
    }
}
