package dev.spotter.emulator;

/**
 * A share of an operation's calls that fails.
 *
 * @param operation such as {@code sagemaker:InvokeEndpoint}
 * @param share above 0, at most 1
 * @param fault the fault
 * @param taken the number of calls that failed so far
 */
public record FaultRate(String operation, double share, Fault fault, long taken) {
    /** @throws IllegalArgumentException if the share is out of range */
    public FaultRate {
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("rate must be above 0 and at most 1 but was " + share);
        }
    }

    FaultRate takenOnceMore() {
        return new FaultRate(operation, share, fault, taken + 1);
    }
}
