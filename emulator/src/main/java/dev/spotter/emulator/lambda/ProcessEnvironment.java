package dev.spotter.emulator.lambda;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A JVM with a Runtime API of its own, which is how its calls are known from those of others. */
final class ProcessEnvironment implements ExecutionEnvironment {
    /** How long Lambda lets a runtime initialise itself before it does it again, in the function's time. */
    private static final Duration INIT = Duration.ofSeconds(10);

    private static final Duration ASKS_AGAIN = Duration.ofSeconds(2);

    private final RuntimeApi api;
    private final Child child;
    private volatile boolean isUsable = true;

    private ProcessEnvironment(RuntimeApi api, Child child) {
        this.api = api;
        this.child = child;
    }

    static ExecutionEnvironment start(ChildLauncher launcher, FunctionSettings function) throws IOException {
        RuntimeApi api = RuntimeApi.open();
        Child child;
        try {
            child = launcher.start(function, api.address());
        } catch (IOException | RuntimeException e) {
            api.close();
            throw e;
        }
        child.onExit(api.work()::exited);
        ProcessEnvironment started = new ProcessEnvironment(api, child);
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
            child.kill();
            return Invocation.functionError(
                    call.requestId(),
                    ErrorJson.timedOut(call.requestId(), call.timeout().toMillis() / 1000.0));
        } catch (ExecutionException e) {
            throw new IllegalStateException("an invocation ends with a value", e);
        } catch (InterruptedException e) {
            isUsable = false;
            child.kill();
            Thread.currentThread().interrupt();
            return Invocation.functionError(
                    call.requestId(),
                    ErrorJson.ofLambda(call.requestId(), "Runtime.ExitError", "ended by the emulator"));
        }
    }

    /** A runtime that was done with its work asks for more; one that is about to end does not. */
    @Override
    public boolean isUsable() {
        return isUsable && child.isAlive() && api.work().awaitAsked(ASKS_AGAIN);
    }

    @Override
    public void close() {
        isUsable = false;
        child.end();
        api.close();
    }
}
