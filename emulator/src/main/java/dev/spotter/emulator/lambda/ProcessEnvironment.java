package dev.spotter.emulator.lambda;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A JVM with a Runtime API of its own, which is how its calls are known from those of others. */
final class ProcessEnvironment implements ExecutionEnvironment {
    /** How long Lambda waits for a runtime's initialisation before it does it again, in the function's time. */
    private static final Duration INIT = Duration.ofSeconds(10);

    private static final Duration ASKS_AGAIN = Duration.ofSeconds(2);

    private final RuntimeApi api;
    private final FunctionProcess process;
    private volatile boolean isUsable = true;

    private ProcessEnvironment(RuntimeApi api, FunctionProcess process) {
        this.api = api;
        this.process = process;
    }

    static ExecutionEnvironment start(FunctionProcessLauncher launcher, FunctionSettings function) throws IOException {
        RuntimeApi api = RuntimeApi.open();
        FunctionProcess process;
        try {
            process = launcher.start(function, api.address());
        } catch (IOException | RuntimeException e) {
            api.close();
            throw e;
        }
        process.onExit(api.work()::exited);
        ProcessEnvironment started = new ProcessEnvironment(api, process);
        started.awaitInit(INIT.plus(function.timeout()));
        return started;
    }

    /** One that failed stays, to tell why at its first invocation. */
    private void awaitInit(Duration atMost) {
        if (!api.work().awaitAsked(atMost)) {
            isUsable = false;
        }
    }

    @Override
    public Invocation invoke(FunctionCall call) {
        CompletableFuture<Invocation> result = api.work().assign(call);
        try {
            return result.get(call.timeout().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            isUsable = false;
            process.kill();
            return Invocation.functionError(
                    call.requestId(),
                    FunctionError.timedOut(call.requestId(), call.timeout().toMillis() / 1000.0));
        } catch (ExecutionException e) {
            throw new IllegalStateException("an invocation ends with a value", e);
        } catch (InterruptedException e) {
            isUsable = false;
            process.kill();
            Thread.currentThread().interrupt();
            return Invocation.functionError(
                    call.requestId(),
                    FunctionError.ofLambda(call.requestId(), "Runtime.ExitError", "ended by the emulator"));
        }
    }

    /** A runtime that was done with its work asks for more; one that is about to end does not. */
    @Override
    public boolean isUsable() {
        return isUsable && process.isAlive() && api.work().awaitAsked(ASKS_AGAIN);
    }

    @Override
    public void close() {
        isUsable = false;
        process.end();
        api.close();
    }
}
