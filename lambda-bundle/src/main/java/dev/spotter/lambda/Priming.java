package dev.spotter.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
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
    private final String event;
    private final RequestStreamHandler function;

    /** @param event one that changes nothing */
    Priming(String event, RequestStreamHandler function) {
        this.event = event;
        this.function = function;
        Core.getGlobalContext().register(this);
    }

    @Override
    public void beforeCheckpoint(Context<? extends Resource> context) {
        try {
            function.handleRequest(
                    new ByteArrayInputStream(event.getBytes(UTF_8)), OutputStream.nullOutputStream(), null);
        } catch (IOException | RuntimeException e) {
            System.err.println("priming failed, which only makes the first call slower: " + e);
        }
    }

    @Override
    public void afterRestore(Context<? extends Resource> context) {
        // See above.
    }
}
