package dev.spotter.devserver;

import java.nio.ByteBuffer;
import org.eclipse.jetty.server.Request;

/**
 * A body that is discarded after its response: otherwise a client that is still sending could not read the response.
 */
final class DiscardedBody implements IncomingBody.Listener {
    private static final long MOST_BYTES = 1L << 30;

    private final OpenBodies open;
    private final Runnable whenDone;
    private final IncomingBody body;

    private DiscardedBody(Request request, OpenBodies open, Runnable whenDone) {
        this.open = open;
        this.whenDone = whenDone;
        this.body = new IncomingBody(request, MOST_BYTES, DiscardedBody::passOver, this);
    }

    /** @param whenDone is run once, however the body ends */
    static void discard(Request request, OpenBodies open, Runnable whenDone) {
        DiscardedBody unwanted = new DiscardedBody(request, open, whenDone);
        open.addUnwanted(unwanted.body, whenDone);
        unwanted.body.run();
    }

    @Override
    public void complete() {
        open.remove(body);
        whenDone.run();
    }

    @Override
    public void tooLarge(long receivedBytes) {
        complete();
    }

    @Override
    public void failed(Throwable failure) {
        complete();
    }

    private static void passOver(ByteBuffer bytes) {
        bytes.position(bytes.limit());
    }
}
