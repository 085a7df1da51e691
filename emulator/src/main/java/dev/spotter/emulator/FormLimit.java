package dev.spotter.emulator;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Bounds what forms cost. A form's credential stands in its fields, and s3proxy takes the whole form into memory to
 * read them. So the size of a form is limited, and so is the number of forms in progress.
 */
final class FormLimit extends Handler.Wrapper {
    static final int MAX_BYTES = 8 << 20;
    private static final int AT_ONCE = 2;
    private static final String TYPE = "multipart/form-data";

    private final Semaphore free = new Semaphore(AT_ONCE);

    FormLimit(Handler next) {
        super(next);
    }

    static boolean isForm(Request request) {
        String type = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
        return type != null
                && request.getMethod().equals("POST")
                && type.strip().toLowerCase(Locale.ROOT).startsWith(TYPE);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (!isForm(request)) {
            return super.handle(request, response, callback);
        }
        if (request.getLength() < 0) {
            refuse(411, "MissingContentLength", "A form must say its length.", request, response, callback);
        } else if (request.getLength() > MAX_BYTES) {
            String message = "A form may have at most %d bytes here; put larger objects.".formatted(MAX_BYTES);
            refuse(400, "EntityTooLarge", message, request, response, callback);
        } else if (!free.tryAcquire()) {
            refuse(503, "SlowDown", "Other forms are being taken; send this again.", request, response, callback);
        } else {
            Request.addCompletionListener(request, failure -> free.release());
            return super.handle(request, response, callback);
        }
        return true;
    }

    private static void refuse(
            int status, String code, String message, Request request, Response response, Callback callback) {
        Fault.ServiceError error = new Fault.ServiceError(status, code, message, Map.of());
        ErrorResponse.writeLast(Service.S3, error, request, response, callback);
    }
}
