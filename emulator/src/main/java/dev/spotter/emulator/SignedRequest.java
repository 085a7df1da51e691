package dev.spotter.emulator;

import java.nio.ByteBuffer;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;

/** A request whose body was read to check its signature, and can be read again. */
final class SignedRequest extends Request.Wrapper {
    private final byte[] body;
    private final Content.Source source;

    SignedRequest(Request request, byte[] body) {
        super(request);
        this.body = body;
        this.source = Content.Source.from(ByteBuffer.wrap(body));
    }

    /** The body itself, not a copy: the caller owns it. */
    byte[] body() {
        return body;
    }

    @Override
    public Content.Chunk read() {
        return source.read();
    }

    @Override
    public void demand(Runnable demandCallback) {
        source.demand(demandCallback);
    }

    @Override
    public long getLength() {
        return body.length;
    }
}
