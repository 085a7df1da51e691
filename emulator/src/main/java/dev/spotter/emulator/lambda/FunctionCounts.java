package dev.spotter.emulator.lambda;

import java.time.Duration;
import java.util.List;

/**
 * What became of a function's invocations, named as CloudWatch names them where it has a name.
 *
 * @param invocations how many were run, those that failed too
 * @param errors how many of them failed, also by running out of their time
 * @param throttles how often one was not run because too many others were
 * @param running how many run now
 * @param waiting how many events that were sent are not done: those that run, wait, or will be tried again
 * @param deadEvents how many events failed for the last time
 * @param coldStarts how many environments were made
 * @param environments how many there are
 * @param coldStartTimes how long the latest of them took to be ready, at most 100, the latest last
 */
public record FunctionCounts(
        long invocations,
        long errors,
        long throttles,
        int running,
        long waiting,
        long deadEvents,
        long coldStarts,
        int environments,
        List<Duration> coldStartTimes) {
    public FunctionCounts {
        coldStartTimes = List.copyOf(coldStartTimes);
    }
}
