package dev.spotter.emulator.lambda;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What one runtime asks for and what it is given: one invocation at a time. Thread-safe. */
final class RuntimeWork {
    /** What takes the next invocation, while the runtime waits for it. */
    private @Nullable Consumer<FunctionCall> asking;

    private @Nullable FunctionCall call;
    private @Nullable CompletableFuture<Invocation> result;
    private byte @Nullable [] initError;
    private @Nullable String exit;

    /** The runtime asks for its next invocation, and waits. */
    void next(Consumer<FunctionCall> taker) {
        FunctionCall given;
        synchronized (this) {
            asking = taker;
            notifyAll();
            given = call != null && result != null && !result.isDone() ? call : null;
            if (given != null) {
                asking = null;
            }
        }
        if (given != null) {
            taker.accept(given);
        }
    }

    /** Gives it an invocation; one that did not start or has ended fails at once. */
    CompletableFuture<Invocation> assign(FunctionCall assigned) {
        CompletableFuture<Invocation> made = new CompletableFuture<>();
        Consumer<FunctionCall> taker;
        synchronized (this) {
            call = assigned;
            result = made;
            if (initError != null) {
                made.complete(Invocation.functionError(assigned.requestId(), initError));
                return made;
            }
            if (exit != null) {
                made.complete(exited(assigned, exit));
                return made;
            }
            taker = asking;
            asking = null;
        }
        if (taker != null) {
            taker.accept(assigned);
        }
        return made;
    }

    /** Takes a response of the runtime; one to another invocation is ignored. */
    boolean responded(String requestId, Invocation invocation) {
        CompletableFuture<Invocation> waiting;
        synchronized (this) {
            if (call == null || result == null || !call.requestId().equals(requestId)) {
                return false;
            }
            waiting = result;
            call = null;
            result = null;
        }
        return waiting.complete(invocation);
    }

    /** The runtime could not initialise itself. */
    synchronized void initFailed(byte[] error) {
        initError = error;
        notifyAll();
    }

    /** The runtime's process ended. */
    void exited(String how) {
        FunctionCall open;
        CompletableFuture<Invocation> waiting;
        synchronized (this) {
            exit = how;
            open = call;
            waiting = result;
            notifyAll();
        }
        if (open != null && waiting != null) {
            waiting.complete(
                    initError == null ? exited(open, how) : Invocation.functionError(open.requestId(), initError));
        }
    }

    /** Whether the runtime asks for an invocation, in time and before it ends. */
    synchronized boolean awaitAsked(Duration atMost) {
        long end = System.nanoTime() + atMost.toNanos();
        while (asking == null && exit == null && initError == null) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return false;
            }
            try {
                wait(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return exit == null && initError == null;
    }

    private static Invocation exited(FunctionCall call, String how) {
        return Invocation.functionError(
                call.requestId(), FunctionError.ofLambda(call.requestId(), "Runtime.ExitError", how));
    }
}
