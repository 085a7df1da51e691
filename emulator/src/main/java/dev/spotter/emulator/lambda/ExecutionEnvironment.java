package dev.spotter.emulator.lambda;

/**
 * Where a function runs: it works on one invocation at a time, on many one after another, and keeps what it has in
 * memory between them.
 */
public interface ExecutionEnvironment extends AutoCloseable {
    /**
     * Runs the function until its response, its error or its deadline.
     *
     * @return the function's response or error; never a refusal
     */
    Invocation invoke(FunctionCall call);

    /** Whether it can work on another invocation; one that ran out of its time or whose process ended cannot. */
    boolean isUsable();

    /** Ends it, whatever it does. Closing again does nothing. */
    @Override
    void close();
}
