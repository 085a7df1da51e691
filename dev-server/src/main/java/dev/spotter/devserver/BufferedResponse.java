package dev.spotter.devserver;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Buffers a response until it is complete. So each response has its length, and none of Javalin's threads waits for a
 * client that reads slowly.
 */
final class BufferedResponse extends Response.Wrapper {
    private final ByteArrayOutputStream content = new ByteArrayOutputStream();

    BufferedResponse(Request request, Response response) {
        super(request, response);
    }

    @Override
    public void write(boolean last, @Nullable ByteBuffer bytes, Callback callback) {
        if (bytes != null && bytes.hasRemaining()) {
            byte[] copy = new byte[bytes.remaining()];
            bytes.get(copy);
            content.writeBytes(copy);
        }
        callback.succeeded();
    }

    /** @param sent is called when all is sent, or cannot be */
    void send(Callback sent) {
        if (getStatus() == HttpStatus.NOT_MODIFIED_304) {
            super.write(true, null, sent);
            return;
        }
        getHeaders().put(HttpHeader.CONTENT_LENGTH, content.size());
        boolean isHead = getRequest().getMethod().equals("HEAD");
        super.write(true, isHead ? null : ByteBuffer.wrap(content.toByteArray()), sent);
    }
}
