package dev.spotter.emulator.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.spotter.emulator.internal.SecretTokens;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;

/**
 * Lambda's Runtime API, version 2018-06-01, for one runtime (Lambda Developer Guide, "Using the Lambda runtime API for
 * custom runtimes"), on a free port of the loopback address.
 */
final class RuntimeApi extends Handler.Abstract {
    private static final Pattern INVOCATION =
            Pattern.compile("/2018-06-01/runtime/invocation/([^/]+)/(response|error)");
    private static final int TOKEN_DIGITS = 32;
    private static final String NEXT = "/2018-06-01/runtime/invocation/next";
    private static final String INIT_ERROR = "/2018-06-01/runtime/init/error";
    private static final int MAX_THREADS = 6;
    /** For a client that does not go on sending; a runtime waits for its next event for as long as it takes. */
    private static final int IDLE_MILLIS = 30_000;
    /** AWS's client writes an error's whole trace into a header, of 1 MiB at most. */
    private static final int HEADER_BYTES = (1 << 20) + (64 << 10);

    /** Stands before every path: a client that does not know it can neither take events nor respond to them. */
    private final String token = "/" + SecretTokens.hex(TOKEN_DIGITS);

    private final RuntimeWork work = new RuntimeWork();
    private final Server server;
    private final ServerConnector connector;

    private RuntimeApi() {
        QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS, 1);
        threads.setName("aws-emulator-lambda-api");
        threads.setDaemon(true);
        threads.setReservedThreads(0);
        server = new Server(threads, new ScheduledExecutorScheduler("aws-emulator-lambda-api-timer", true), null);
        connector = new ServerConnector(server, 1, 1);
        connector.setHost("127.0.0.1");
        connector.setIdleTimeout(IDLE_MILLIS);
        connector
                .getConnectionFactory(HttpConnectionFactory.class)
                .getHttpConfiguration()
                .setRequestHeaderSize(HEADER_BYTES);
        server.addConnector(connector);
        server.setHandler(this);
    }

    static RuntimeApi open() throws IOException {
        RuntimeApi api = new RuntimeApi();
        try {
            api.server.start();
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("the Runtime API could not be started", e);
        }
        return api;
    }

    /** As {@code AWS_LAMBDA_RUNTIME_API} has it: AWS's client puts its paths behind it. */
    String address() {
        return "127.0.0.1:" + connector.getLocalPort() + token;
    }

    RuntimeWork work() {
        return work;
    }

    /** A runtime that waits sees its connection end. */
    void close() {
        try {
            server.stop();
        } catch (Exception e) {
            System.getLogger(RuntimeApi.class.getName())
                    .log(System.Logger.Level.WARNING, "a Runtime API could not be stopped", e);
        }
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws IOException {
        String path = operation(request.getHttpURI().getPath());
        if (request.getMethod().equals("GET") && NEXT.equals(path)) {
            request.addIdleTimeoutListener(timeout -> false);
            work.next(call -> give(call, response, callback));
            return true;
        }
        Matcher invocation = INVOCATION.matcher(path);
        if (request.getMethod().equals("POST") && invocation.matches()) {
            byte[] body = body(request);
            boolean isError = invocation.group(2).equals("error");
            respond(invocation.group(1), body, isError, response, callback);
            return true;
        }
        if (request.getMethod().equals("POST") && INIT_ERROR.equals(path)) {
            work.initFailed(body(request));
            write(202, "{\"status\":\"OK\"}", response, callback);
            return true;
        }
        write(404, "{\"errorMessage\":\"no such operation\",\"errorType\":\"NotFound\"}", response, callback);
        return true;
    }

    /** The path without its token; none of an operation where that is wrong. */
    private String operation(String path) {
        boolean isOurs = path.length() > token.length() && SecretTokens.equal(token, path.substring(0, token.length()));
        return isOurs ? path.substring(token.length()) : "";
    }

    private void respond(String requestId, byte[] body, boolean isError, Response response, Callback callback) {
        if (body.length > DeployedFunction.MAX_RESPONSE_BYTES) {
            work.responded(requestId, DeployedFunction.tooLarge(requestId));
            write(
                    413,
                    ("{\"errorMessage\":\"Exceeded maximum allowed payload size (%d bytes).\","
                                    + "\"errorType\":\"RequestEntityTooLarge\"}")
                            .formatted(DeployedFunction.MAX_RESPONSE_BYTES),
                    response,
                    callback);
            return;
        }
        boolean isKnown = work.responded(
                requestId, isError ? Invocation.functionError(requestId, body) : Invocation.success(requestId, body));
        if (isKnown) {
            write(202, "{\"status\":\"OK\"}", response, callback);
        } else {
            write(
                    400,
                    "{\"errorMessage\":\"Invalid request ID\",\"errorType\":\"InvalidRequestID\"}",
                    response,
                    callback);
        }
    }

    private static void give(FunctionCall call, Response response, Callback callback) {
        HttpFields.Mutable headers = response.getHeaders();
        headers.put(HttpHeader.CONTENT_TYPE, "application/json");
        headers.put("Lambda-Runtime-Aws-Request-Id", call.requestId());
        headers.put("Lambda-Runtime-Deadline-Ms", call.deadline().toEpochMilli());
        headers.put("Lambda-Runtime-Invoked-Function-Arn", call.functionArn());
        headers.put("Lambda-Runtime-Trace-Id", call.traceId());
        response.write(true, ByteBuffer.wrap(call.event()), callback);
    }

    private static byte[] body(Request request) throws IOException {
        try (InputStream body = Content.Source.asInputStream(request)) {
            byte[] start = body.readNBytes(DeployedFunction.MAX_RESPONSE_BYTES + 1);
            body.transferTo(OutputStream.nullOutputStream());
            return start;
        }
    }

    private static void write(int status, String json, Response response, Callback callback) {
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
        response.write(true, ByteBuffer.wrap(json.getBytes(UTF_8)), callback);
    }
}
