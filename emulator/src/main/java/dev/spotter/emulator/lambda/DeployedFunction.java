package dev.spotter.emulator.lambda;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** A function with its environments: those that are idle are used again, the latest first. Thread-safe. */
final class DeployedFunction {
    /** Of the response (the Runtime API refuses more with this number in its message). */
    static final int MAX_RESPONSE_BYTES = 6_291_556;

    private final FunctionSettings settings;
    private final FunctionRuntime runtime;
    private final String arn;
    private final FunctionTally tally;
    private final Semaphore concurrency;
    private final Deque<ExecutionEnvironment> idle = new ArrayDeque<>();
    private final Set<ExecutionEnvironment> all = new HashSet<>();
    private boolean isClosed;

    DeployedFunction(FunctionSettings settings, FunctionRuntime runtime, String arn, StateMonitor monitor) {
        this.settings = settings;
        this.runtime = runtime;
        this.arn = arn;
        this.tally = new FunctionTally(monitor);
        this.concurrency = new Semaphore(settings.reservedConcurrency());
    }

    FunctionSettings settings() {
        return settings;
    }

    String arn() {
        return arn;
    }

    FunctionTally tally() {
        return tally;
    }

    /** Runs it once, in this thread, in an environment of its own; throttled if too many run already. */
    Invocation invoke(String requestId, byte[] event) {
        if (!concurrency.tryAcquire()) {
            tally.throttled();
            return Invocation.refused(requestId, 429, "TooManyRequestsException", "Rate Exceeded.");
        }
        tally.began();
        boolean isError = true;
        try {
            ExecutionEnvironment environment = take();
            if (environment == null) {
                return Invocation.refused(requestId, 500, "ServiceException", "The emulator is closed.");
            }
            Invocation invocation = run(environment, requestId, event);
            isError = !invocation.isSuccess();
            return invocation;
        } finally {
            concurrency.release();
            tally.ended(isError);
        }
    }

    /** Ends its environments, and what runs in them. */
    void end() {
        Set<ExecutionEnvironment> left;
        synchronized (this) {
            isClosed = true;
            left = new HashSet<>(all);
            idle.clear();
        }
        left.forEach(this::end);
    }

    /** After {@link #end}. */
    void closeRuntime() {
        try {
            runtime.close();
        } catch (Exception e) {
            System.getLogger(DeployedFunction.class.getName())
                    .log(System.Logger.Level.WARNING, "a runtime could not be closed", e);
        }
    }

    private Invocation run(ExecutionEnvironment environment, String requestId, byte[] event) {
        try {
            return limited(environment.invoke(call(requestId, event)));
        } catch (RuntimeException e) {
            // Of a runtime that does not keep to its contract.
            return Invocation.functionError(requestId, FunctionError.of(e));
        } finally {
            giveBack(environment);
        }
    }

    /**
     * An idle environment that has not ended meanwhile, or a new one; null if the emulator is closed.
     */
    private @Nullable ExecutionEnvironment take() {
        ExecutionEnvironment warm = pollIdle();
        while (warm != null && !warm.isUsable()) {
            end(warm);
            warm = pollIdle();
        }
        if (warm != null) {
            return warm;
        }
        synchronized (this) {
            if (isClosed) {
                return null;
            }
        }
        long start = System.nanoTime();
        ExecutionEnvironment made = start();
        tally.coldStarted(Duration.ofNanos(System.nanoTime() - start));
        synchronized (this) {
            all.add(made);
            if (!isClosed) {
                return made;
            }
        }
        end(made);
        return null;
    }

    private ExecutionEnvironment start() {
        try {
            return runtime.start(settings);
        } catch (RuntimeException e) {
            System.getLogger(DeployedFunction.class.getName())
                    .log(System.Logger.Level.WARNING, "an environment could not be started", e);
            return new FailedEnvironment(FunctionError.of(e).bytes());
        }
    }

    private synchronized @Nullable ExecutionEnvironment pollIdle() {
        return idle.pollLast();
    }

    private void giveBack(ExecutionEnvironment environment) {
        boolean isUsable = environment.isUsable();
        synchronized (this) {
            if (isUsable && !isClosed) {
                idle.addLast(environment);
                return;
            }
        }
        end(environment);
    }

    private void end(ExecutionEnvironment environment) {
        environment.close();
        boolean isFirst;
        synchronized (this) {
            isFirst = all.remove(environment);
        }
        if (isFirst) {
            tally.environmentEnded();
        }
    }

    private FunctionCall call(String requestId, byte[] event) {
        Instant now = Clock.systemUTC().instant();
        String trace = "Root=1-%08x-%s;Parent=%s;Sampled=0".formatted(now.getEpochSecond(), hex(24), hex(16));
        return new FunctionCall(requestId, arn, trace, settings.timeout(), now.plus(settings.timeout()), event);
    }

    private static Invocation limited(Invocation invocation) {
        if (invocation.size() <= MAX_RESPONSE_BYTES) {
            return invocation;
        }
        return tooLarge(invocation.requestId());
    }

    static Invocation tooLarge(String requestId) {
        return Invocation.functionError(
                requestId,
                new FunctionError(
                        "Response payload size exceeded maximum allowed payload size (%d bytes)."
                                .formatted(MAX_RESPONSE_BYTES),
                        "Function.ResponseSizeTooLarge",
                        List.of()));
    }

    private static String hex(int digits) {
        return (UUID.randomUUID().toString() + UUID.randomUUID())
                .replace("-", "")
                .substring(0, digits);
    }
}
