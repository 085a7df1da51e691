package dev.spotter.emulator.lambda;

/**
 * How a function is run: in this JVM ({@link InProcessRuntime}), or as Lambda does in a process of its own ({@link
 * ProcessRuntime}). Thread-safe. The emulator closes it when it is closed itself; one that several functions share must
 * accept that it is closed several times.
 */
public interface FunctionRuntime extends AutoCloseable {
    /**
     * Makes an environment and waits until it can work: a cold start. One that could not be initialised is an
     * environment too, whose first invocation says why.
     */
    ExecutionEnvironment start(FunctionSettings function);

    /** Ends what the environments share, after they were ended. */
    @Override
    default void close() {}
}
