package dev.spotter.emulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.spotter.emulator.lambda.Invocation;
import dev.spotter.emulator.lambda.LambdaEmulator;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Lambda's operation Invoke: it waits, sends an event, or only checks the call (Lambda API, "Invoke"). */
final class InvokeHandler extends Handler.Abstract {
    private static final Pattern INVOCATIONS = Pattern.compile("/2015-03-31/functions/([^/]+)/invocations");

    /** A name, a partial ARN or an ARN, each with a version or an alias or without. */
    private static final Pattern FUNCTION =
            Pattern.compile("((arn:aws:lambda:[a-z0-9-]+:)?([0-9]{12}):function:)?([a-zA-Z0-9_-]+)(:[a-zA-Z0-9$_-]+)?");

    private final LambdaEmulator lambda;
    private final Identity identity;

    InvokeHandler(LambdaEmulator lambda, Identity identity) {
        this.lambda = lambda;
        this.identity = identity;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Matcher path = INVOCATIONS.matcher(request.getHttpURI().getPath());
        if (!path.matches() || !request.getMethod().equals("POST")) {
            refuse(404, "UnknownOperationException", "The requested operation is not supported.", response, callback);
            return true;
        }
        String asked = URLDecoder.decode(path.group(1), UTF_8);
        Matcher function = FUNCTION.matcher(asked);
        if (!function.matches() || !lambda.functions().containsKey(function.group(4))) {
            refuse(404, "ResourceNotFoundException", "Function not found: " + arn(asked), response, callback);
            return true;
        }
        byte[] event = Request.as(request, SignedRequest.class).body();
        String type = type(request.getHeaders().get("X-Amz-Invocation-Type"));
        switch (type) {
            case "RequestResponse" -> respond(lambda.invoke(function.group(4), event), response, callback);
            case "Event" -> respond(lambda.send(function.group(4), event), response, callback);
            case "DryRun" -> {
                response.setStatus(204);
                callback.succeeded();
            }
            default ->
                refuse(
                        400,
                        "InvalidParameterValueException",
                        "InvocationType must be RequestResponse, Event or DryRun but was " + type,
                        response,
                        callback);
        }
        return true;
    }

    private static String type(@Nullable String header) {
        return header == null ? "RequestResponse" : header;
    }

    private String arn(String function) {
        return function.startsWith("arn:")
                ? function
                : "arn:aws:lambda:%s:%s:function:%s".formatted(identity.region(), identity.account(), function);
    }

    private static void respond(Invocation invocation, Response response, Callback callback) {
        if (!invocation.isSuccess() && !invocation.isFunctionError()) {
            String code = invocation.errorType().orElseThrow();
            refuse(invocation.status(), code, invocation.errorMessage(), response, callback);
            return;
        }
        response.setStatus(invocation.status());
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
        response.getHeaders().put("x-amzn-RequestId", invocation.requestId());
        response.getHeaders().put("X-Amz-Executed-Version", "$LATEST");
        if (invocation.isFunctionError()) {
            response.getHeaders().put("X-Amz-Function-Error", "Unhandled");
        }
        response.write(true, ByteBuffer.wrap(invocation.payload()), callback);
    }

    private static void refuse(int status, String code, String message, Response response, Callback callback) {
        ErrorResponse.write(
                Service.LAMBDA, new Fault.ServiceError(status, code, message, Map.of()), response, callback);
    }
}
