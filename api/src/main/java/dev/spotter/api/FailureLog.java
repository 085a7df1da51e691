package dev.spotter.api;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Logs the failures of the server itself, not those of a request. */
final class FailureLog {
    private static final Logger LOG = System.getLogger(FailureLog.class.getName());

    private FailureLog() {}

    static void note(RuntimeException failure) {
        int status = Problems.statusOf(failure).status();
        if (status == Problems.INTERNAL_STATUS) {
            LOG.log(Level.ERROR, "a request failed", failure);
        } else if (failure.getCause() != null && status > Problems.INTERNAL_STATUS) {
            // One line, without a stack trace: a failing disk fails for each upload.
            LOG.log(
                    Level.WARNING,
                    "a request failed and may be tried again: {0} ({1})",
                    failure.getMessage(),
                    failure.getCause().toString());
        }
    }
}
