package dev.spotter.devserver;

import dev.spotter.api.HttpRequest;
import dev.spotter.api.HttpResponse;
import dev.spotter.core.error.SpotterException;
import java.util.Optional;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.URIUtil;

/** One request on its way to its answer: what can be answered from its head is answered before its body is read. */
final class Exchange {
    private final Shared shared;
    private final Request request;
    private final AnswerWriter writer;

    /** What the exchanges of a server share. */
    record Shared(Backend backend, CallerCheck callers, RequestBodies bodies, OpenBodies open) {}

    Exchange(Shared shared, Request request, AnswerWriter writer) {
        this.shared = shared;
        this.request = request;
        this.writer = writer;
    }

    void start() {
        HttpRequest head;
        try {
            head = RequestHead.of(request);
        } catch (SpotterException e) {
            writer.writeUnread(shared.backend().failure(e));
            return;
        }
        Optional<HttpResponse> refusal =
                shared.callers().refusal(head).or(() -> shared.backend().refusal(head, request.getLength()));
        long maxBytes = shared.backend().maxBodyBytes(head);
        if (refusal.isPresent() || maxBytes == 0) {
            writer.writeUnread(refusal.orElseGet(() -> answer(head)));
        } else {
            BodyExchange.start(shared, request, head, maxBytes, writer);
        }
    }

    private HttpResponse answer(HttpRequest head) {
        Optional<HttpResponse> file =
                head.method().equals("GET") ? PageFiles.find(URIUtil.decodePath(head.path())) : Optional.empty();
        return file.orElseGet(() -> answer(shared.backend(), head));
    }

    static HttpResponse answer(Backend backend, HttpRequest request) {
        try {
            return backend.handle(request);
        } catch (VirtualMachineError e) {
            return backend.failure(new IllegalStateException("the virtual machine failed", e));
        }
    }
}
