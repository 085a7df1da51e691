package dev.spotter.devserver;

import dev.spotter.api.ApiRequest;
import dev.spotter.api.internal.Refusals;
import dev.spotter.core.error.InvalidRequestException;
import dev.spotter.core.error.SpotterException;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.server.Request;

/** A request whose body is read before the response. */
final class BodyExchange implements IncomingBody.Listener {
    private static final String TOO_SLOW =
            "the body came too slowly: at least %d bytes a second are expected, and all in %d minutes"
                    .formatted(OpenBodies.LEAST_BYTES_PER_SECOND, OpenBodies.LONGEST.toMinutes());

    private final Exchange.Shared shared;
    private final ApiRequest head;
    private final ResponseWriter writer;
    private final JavalinDispatch dispatch;
    private final BodyBuffer buffer;
    private final IncomingBody body;

    private BodyExchange(
            Exchange.Shared shared, ApiRequest head, long maxBytes, ResponseWriter writer, JavalinDispatch dispatch) {
        this.shared = shared;
        this.head = head;
        this.writer = writer;
        this.dispatch = dispatch;
        this.buffer = shared.bodies().newBuffer();
        this.body = new IncomingBody(dispatch.request(), maxBytes, buffer::add, this);
    }

    static void start(
            Exchange.Shared shared, ApiRequest head, long maxBytes, ResponseWriter writer, JavalinDispatch dispatch) {
        BodyExchange exchange = new BodyExchange(shared, head, maxBytes, writer, dispatch);
        try {
            shared.open().add(exchange.body, Request.getRemoteAddr(dispatch.request()), exchange::giveUp);
        } catch (SpotterException e) {
            writer.writeUnread(shared.backend().failure(e));
            return;
        }
        exchange.body.run();
    }

    @Override
    public void complete() {
        shared.open().remove(body);
        try {
            shared.bodies().run(this::pass);
        } catch (SpotterException e) {
            buffer.close();
            writer.write(shared.backend().failure(e));
        }
    }

    @Override
    public void tooLarge(long receivedBytes) {
        forget();
        writer.writeUnread(shared.backend().refusal(head, receivedBytes).orElseGet(() -> shared.backend()
                .failure(new InvalidRequestException("body", "the body is larger than any that is accepted"))));
    }

    @Override
    public void failed(Throwable failure) {
        forget();
        if (failure instanceof TimeoutException) {
            writer.write(Refusals.slowBody(TOO_SLOW));
        } else if (failure instanceof RuntimeException e && !(failure instanceof HttpException)) {
            writer.writeUnread(shared.backend().failure(e));
        } else {
            writer.write(Refusals.unreadableBody());
        }
    }

    private void giveUp() {
        buffer.close();
        writer.write(Refusals.slowBody(TOO_SLOW));
    }

    private void forget() {
        shared.open().remove(body);
        buffer.close();
    }

    private void pass() {
        try {
            shared.bodies().use(buffer, bytes -> dispatch.send(head.withBody(bytes), writer.callback()));
        } catch (SpotterException e) {
            writer.write(shared.backend().failure(e));
        } catch (Error e) {
            writer.write(shared.backend().failure(new IllegalStateException("the server failed", e)));
        }
    }
}
