package dev.spotter.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reports what failed in an event. */
final class EventFailures {
    private EventFailures() {}

    /**
     * Writes a line for each part of an event that could not be read.
     *
     * @return {@code unreadable}
     */
    static List<? extends RuntimeException> log(
            List<? extends RuntimeException> unreadable, FunctionLog log, @Nullable Context context) {
        for (RuntimeException error : unreadable) {
            LogLine line = log.line(context);
            line.outcome("UNREADABLE");
            line.put("reason", String.valueOf(error.getMessage()));
            line.write();
        }
        return unreadable;
    }

    /** Throws the first failure, if there is one; the others are suppressed by it. */
    static void throwAny(List<? extends RuntimeException> failures) {
        if (!failures.isEmpty()) {
            RuntimeException first = failures.get(0);
            failures.stream().skip(1).forEach(first::addSuppressed);
            throw first;
        }
    }
}
