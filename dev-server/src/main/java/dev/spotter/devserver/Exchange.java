package dev.spotter.devserver;

import dev.spotter.api.ApiRequest;
import dev.spotter.api.ApiResponse;
import dev.spotter.core.error.SpotterException;
import java.util.Optional;
import org.eclipse.jetty.server.Request;

/** One request until its response: what the head decides is responded to before the body is read. */
final class Exchange {
    private final Shared shared;
    private final Request request;
    private final ResponseWriter writer;
    private final JavalinDispatch dispatch;

    /** What the exchanges of a server share. */
    record Shared(Backend backend, RequestChecks checks, RequestBodies bodies, OpenBodies open) {}

    Exchange(Shared shared, Request request, ResponseWriter writer, JavalinDispatch dispatch) {
        this.shared = shared;
        this.request = request;
        this.writer = writer;
        this.dispatch = dispatch;
    }

    void start() {
        ApiRequest head;
        try {
            head = RequestHead.of(request);
        } catch (SpotterException e) {
            writer.writeUnread(shared.backend().failure(e));
            return;
        }
        Optional<ApiResponse> refusal = shared.checks().response(request, head).or(() -> shared.backend()
                .refusal(head, request.getLength()));
        long maxBytes = shared.backend().maxBodyBytes(head);
        if (refusal.isPresent()) {
            writer.writeUnread(refusal.get());
        } else if (maxBytes == 0) {
            writer.unread(sent -> dispatch.send(head, sent));
        } else {
            BodyExchange.start(shared, head, maxBytes, writer, dispatch);
        }
    }
}
