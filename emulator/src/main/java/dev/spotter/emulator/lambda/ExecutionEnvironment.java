package dev.spotter.emulator.lambda;

/** A place where a function runs, one invocation at a time. It keeps its memory between invocations. */
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
