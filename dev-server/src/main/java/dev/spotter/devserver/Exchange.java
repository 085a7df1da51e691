package dev.spotter.devserver;

import dev.spotter.api.ApiRequest;
import dev.spotter.api.ApiResponse;
import dev.spotter.core.error.SpotterException;
import java.util.Optional;
import org.eclipse.jetty.server.Request;

/** One request on its way to its answer: what can be answered from its head is answered before its body is read. */
final class Exchange {
    private final Shared shared;
    private final Request request;
    private final AnswerWriter writer;
    private final Passage passage;

    /** What the exchanges of a server share. */
    record Shared(Backend backend, CallerCheck callers, RequestBodies bodies, OpenBodies open) {}

    Exchange(Shared shared, Request request, AnswerWriter writer, Passage passage) {
        this.shared = shared;
        this.request = request;
        this.writer = writer;
        this.passage = passage;
    }

    void start() {
        ApiRequest head;
        try {
            head = RequestHead.of(request);
        } catch (SpotterException e) {
            writer.writeUnread(shared.backend().failure(e));
            return;
        }
        Optional<ApiResponse> refusal =
                shared.callers().refusal(head).or(() -> shared.backend().refusal(head, request.getLength()));
        long maxBytes = shared.backend().maxBodyBytes(head);
        if (refusal.isPresent()) {
            writer.writeUnread(refusal.get());
        } else if (maxBytes == 0) {
            writer.unread(sent -> passage.open(head, sent));
        } else {
            BodyExchange.start(shared, head, maxBytes, writer, passage);
        }
    }
}
