package dev.spotter.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;

/**
 * Calls a function once before SnapStart takes its snapshot, so that the classes of a call are in it. Whether the call
 * succeeds does not matter: without a network, all but the response's classes are loaded. Nothing is left for after a
 * restore: clients find new credentials by themselves, and their lost connections are tried again. Code that is primed
 * must keep this: the snapshot's list of it is weak.
 */
final class Priming implements Resource {
    private final List<Step> steps;

    /** What is done before the snapshot. */
    interface Step {
        void run() throws IOException;
    }

    /** @param event one that changes nothing */
    Priming(String event, RequestStreamHandler function) {
        this(List.of(call(event, function)));
    }

    /**
     * With a step that no such event reaches.
     *
     * @param event one that changes nothing
     */
    Priming(String event, RequestStreamHandler function, Step other) {
        this(List.of(call(event, function), other));
    }

    private Priming(List<Step> steps) {
        this.steps = steps;
        Core.getGlobalContext().register(this);
    }

    private static Step call(String event, RequestStreamHandler function) {
        return () -> function.handleRequest(
                new ByteArrayInputStream(event.getBytes(UTF_8)), OutputStream.nullOutputStream(), null);
    }

    @Override
    public void beforeCheckpoint(Context<? extends Resource> context) {
        for (Step step : steps) {
            try {
                step.run();
            } catch (IOException | RuntimeException e) {
                System.err.println("priming failed, which only makes the first call slower: " + e);
            }
        }
    }

    @Override
    public void afterRestore(Context<? extends Resource> context) {
        // See above.
    }
}
