package dev.spotter.emulator;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** A response of which half of the first piece is sent before its connection is closed. */
final class TruncatedResponse extends Response.Wrapper {
    private final boolean isReset;

    TruncatedResponse(Request request, Response response, boolean isReset) {
        super(request, response);
        this.isReset = isReset;
    }

    @Override
    public void write(boolean last, ByteBuffer content, Callback callback) {
        boolean isEmpty = content == null || !content.hasRemaining();
        if (isEmpty && last) {
            cut(callback);
        } else if (isEmpty) {
            super.write(false, content, callback);
        } else {
            if (last && !isCommitted() && !getHeaders().contains(HttpHeader.CONTENT_LENGTH)) {
                getHeaders().put(HttpHeader.CONTENT_LENGTH, content.remaining());
            }
            ByteBuffer half = content.slice(content.position(), content.remaining() / 2);
            super.write(false, half, Callback.from(() -> cut(callback), callback::failed));
        }
    }

    private void cut(Callback callback) {
        EndPoint endPoint = getRequest().getConnectionMetaData().getConnection().getEndPoint();
        try {
            if (isReset && endPoint.getTransport() instanceof SocketChannel channel) {
                channel.setOption(StandardSocketOptions.SO_LINGER, 0);
            }
            callback.failed(new EofException("cut off on purpose"));
        } catch (IOException e) {
            callback.failed(e);
        } finally {
            endPoint.close();
        }
    }
}
