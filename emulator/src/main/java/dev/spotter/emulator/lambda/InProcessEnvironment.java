package dev.spotter.emulator.lambda;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** A handler with a thread of its own. */
final class InProcessEnvironment implements ExecutionEnvironment {
    private final FunctionSettings function;
    private final RequestStreamHandler handler;
    private final Consumer<String> log;
    private final ExecutorService thread;
    private volatile boolean isUsable = true;

    InProcessEnvironment(FunctionSettings function, RequestStreamHandler handler, Consumer<String> log) {
        this.function = function;
        this.handler = handler;
        this.log = log;
        this.thread = Executors.newSingleThreadExecutor(job -> {
            Thread made = new Thread(job, "aws-emulator-lambda-" + function.name());
            made.setDaemon(true);
            return made;
        });
    }

    @Override
    public Invocation invoke(FunctionCall call) {
        try {
            Future<Invocation> running = thread.submit(() -> run(call));
            return running.get(call.timeout().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            close();
            return Invocation.functionError(
                    call.requestId(),
                    FunctionError.timedOut(call.requestId(), call.timeout().toMillis() / 1000.0));
        } catch (ExecutionException e) {
            return Invocation.functionError(
                    call.requestId(), FunctionError.of(e.getCause() == null ? e : e.getCause()));
        } catch (RejectedExecutionException e) {
            return ended(call);
        } catch (InterruptedException e) {
            close();
            Thread.currentThread().interrupt();
            return ended(call);
        }
    }

    @Override
    public boolean isUsable() {
        return isUsable;
    }

    @Override
    public void close() {
        isUsable = false;
        thread.shutdownNow();
    }

    private Invocation run(FunctionCall call) throws IOException {
        ByteArrayOutputStream response = new ByteArrayOutputStream();
        handler.handleRequest(
                new ByteArrayInputStream(call.event()), response, new InProcessContext(function, call, log));
        return Invocation.success(call.requestId(), response.toByteArray());
    }

    private static Invocation ended(FunctionCall call) {
        return Invocation.functionError(
                call.requestId(),
                FunctionError.ofLambda(call.requestId(), "Runtime.ExitError", "ended by the emulator"));
    }
}
