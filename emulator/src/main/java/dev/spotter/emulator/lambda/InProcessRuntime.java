package dev.spotter.emulator.lambda;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Runs handlers in this JVM: quick to start, and a debugger sees them. A function's variables are not in
 * {@link System#getenv()} then: its handler gets them when it is made. An invocation that runs out of its time is
 * reported and interrupted, but not ended if it does not heed that.
 */
public final class InProcessRuntime implements FunctionRuntime {
    private final Supplier<? extends RequestStreamHandler> handlers;
    private final Consumer<String> log;

    /**
     * @param handlers makes a handler for each environment, as Lambda does; what it throws is an error of the first
     *     invocation
     * @param log gets what handlers write with the context's logger, in pieces as they write it
     */
    public InProcessRuntime(Supplier<? extends RequestStreamHandler> handlers, Consumer<String> log) {
        this.handlers = handlers;
        this.log = log;
    }

    /** With a handler for each environment; what is logged goes to the standard output, as in Lambda. */
    public InProcessRuntime(Supplier<? extends RequestStreamHandler> handlers) {
        this(handlers, System.out::println);
    }

    /**
     * With one handler for all environments, which must be thread-safe where the function may run more than once at a
     * time.
     */
    public static InProcessRuntime of(RequestStreamHandler handler) {
        return new InProcessRuntime(() -> handler);
    }

    @Override
    public ExecutionEnvironment start(FunctionSettings function) {
        try {
            return new InProcessEnvironment(function, handlers.get(), log);
        } catch (RuntimeException | LinkageError e) {
            return new FailedEnvironment(FunctionError.of(e).bytes());
        }
    }
}
