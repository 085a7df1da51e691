package dev.spotter.emulator;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Makes a call fail if a fault is due. */
final class FaultHandler extends Handler.Wrapper {
    private final Service service;
    private final Faults faults;

    FaultHandler(Service service, Faults faults, Handler next) {
        super(next);
        this.service = service;
        this.faults = faults;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        Optional<Fault> fault = faults.take(Operation.of(service, request));
        if (fault.isEmpty()) {
            return super.handle(request, response, callback);
        }
        if (fault.get() instanceof Fault.ServiceError error) {
            ErrorResponse.writeLast(service, error, request, response, callback);
            return true;
        }
        if (fault.get() instanceof Fault.Slow slow) {
            request.getComponents()
                    .getScheduler()
                    .schedule(
                            () -> request.getComponents()
                                    .getExecutor()
                                    .execute(() -> handleLate(request, response, callback)),
                            slow.delay().toMillis(),
                            TimeUnit.MILLISECONDS);
            return true;
        }
        boolean isReset = fault.get() instanceof Fault.CutOff cut && cut.isNoticed();
        return super.handle(request, new TruncatedResponse(request, response, isReset), callback);
    }

    private void handleLate(Request request, Response response, Callback callback) {
        try {
            if (!super.handle(request, response, callback)) {
                Response.writeError(request, response, callback, 404);
            }
        } catch (Exception e) {
            Response.writeError(request, response, callback, e);
        }
    }
}
