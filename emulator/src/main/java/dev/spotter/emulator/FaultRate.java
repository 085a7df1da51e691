package dev.spotter.emulator;

/**
 * A share of an operation's calls that goes wrong.
 *
 * @param operation such as {@code sagemaker:InvokeEndpoint}
 * @param share above 0, at most 1
 * @param fault how they go wrong
 * @param taken how many have gone wrong so far
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
