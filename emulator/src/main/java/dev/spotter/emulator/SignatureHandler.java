package dev.spotter.emulator;

import java.util.Optional;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Accepts only requests with a valid signature. The body is signed too, but is read only for a client that knows the
 * access key.
 */
final class SignatureHandler extends Handler.Wrapper {
    /** More than any of the services takes, so that they can say so themselves. */
    private static final int MAX_BYTES = 64 << 20;

    private final Service service;
    private final SignatureCheck check;

    SignatureHandler(Service service, SignatureCheck check, Handler next) {
        super(next);
        this.service = service;
        this.check = check;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        Optional<Fault.ServiceError> unknown = check.checkHead(request);
        if (unknown.isPresent()) {
            ErrorResponse.writeLast(service, unknown.get(), request, response, callback);
            return true;
        }
        BodyBytes body = new BodyBytes(MAX_BYTES);
        AsyncBodyReader.readThen(request, response, callback, body, () -> check(request, body, response, callback));
        return true;
    }

    private void check(Request request, BodyBytes taken, Response response, Callback callback) throws Exception {
        if (taken.isTooLarge()) {
            Response.writeError(request, response, callback, 413);
            return;
        }
        byte[] body = taken.bytes();
        Optional<Fault.ServiceError> wrong = check.checkSignature(request, body);
        if (wrong.isPresent()) {
            ErrorResponse.write(service, wrong.get(), response, callback);
        } else if (!super.handle(new SignedRequest(request, body), response, callback)) {
            Response.writeError(request, response, callback, 404);
        }
    }
}
