package dev.spotter.emulator;

import dev.spotter.core.internal.ByteBudget;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.client.AsyncRequestContent;
import org.eclipse.jetty.client.ContinueProtocolHandler;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.InputStreamResponseListener;
import org.eclipse.jetty.client.ProtocolHandlers;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.IO;

/**
 * Passes requests on to s3proxy as they are, the Host header too, since signatures cover it.
 *
 * <p>s3proxy responds to some requests without reading their bodies, and closes the connection on those who still send.
 * So the whole body is read first, and the client gets the response.
 */
final class S3Forward extends Handler.Abstract {
    private static final Set<HttpHeader> OF_THE_CONNECTION = EnumSet.of(
            HttpHeader.CONNECTION,
            HttpHeader.EXPECT,
            HttpHeader.KEEP_ALIVE,
            HttpHeader.TE,
            HttpHeader.TRAILER,
            HttpHeader.TRANSFER_ENCODING,
            HttpHeader.UPGRADE);
    /** Shorter than s3proxy's own, so that no connection is used that is just being closed. */
    private static final int IDLE_MILLIS = 20_000;

    private static final int MAX_CONNECTIONS = 512;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

    /** A body may have all of it; 5 GiB is S3's own limit for one. */
    private static final long ON_DISK_BYTES = 1L << 30;

    private static final long IN_MEMORY_BYTES = 64 << 20;

    private final ByteBudget memory = new ByteBudget(IN_MEMORY_BYTES);
    private final ByteBudget disk = new ByteBudget(ON_DISK_BYTES);
    private final int port;
    private final String secret;
    private final Duration longestWait;
    private final HttpClient client = new HttpClient();

    /** @param secret by which s3proxy knows the front */
    S3Forward(int port, String secret) {
        this(port, secret, LONGEST_WAIT);
    }

    /** @param longestWait for the head of a response, after which the request is given up */
    S3Forward(int port, String secret, Duration longestWait) {
        this.port = port;
        this.secret = secret;
        this.longestWait = longestWait;
        client.setUserAgentField(null);
        client.setDefaultRequestContentType(null);
        client.setIdleTimeout(IDLE_MILLIS);
        client.setMaxConnectionsPerDestination(MAX_CONNECTIONS);
        installBean(client);
    }

    @Override
    protected void doStart() throws Exception {
        client.setExecutor(getServer().getThreadPool());
        super.doStart();
        // Responses are passed on as they are: neither decoded, nor redirects followed.
        client.getContentDecoderFactories().clear();
        ProtocolHandlers handlers = client.getProtocolHandlers();
        handlers.clear();
        handlers.put(new ContinueProtocolHandler());
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        if (request.getLength() > ON_DISK_BYTES) {
            String message = "One body may have at most %d bytes here; upload larger objects in parts.";
            ErrorResponse.writeLast(
                    Service.S3,
                    new Fault.ServiceError(400, "EntityTooLarge", message.formatted(ON_DISK_BYTES), Map.of()),
                    request,
                    response,
                    callback);
            return true;
        }
        BufferedBody body = new BufferedBody(memory, disk);
        Request.addCompletionListener(request, failure -> IO.close(body));
        AsyncBodyReader.readThen(request, response, callback, body, () -> passOn(request, body, response, callback));
        return true;
    }

    private void passOn(Request request, BufferedBody body, Response response, Callback callback) throws Exception {
        if (!body.isWhole()) {
            String message = "The bodies that are being taken fill the room for them; send this again.";
            ErrorResponse.write(
                    Service.S3, new Fault.ServiceError(503, "SlowDown", message, Map.of()), response, callback);
            return;
        }
        if (body.isEmpty()) {
            pass(receive(forwarded(request)), response);
        } else {
            forward(request, body, response);
        }
        callback.succeeded();
    }

    private void forward(Request request, BufferedBody body, Response response) throws Exception {
        AsyncRequestContent nothing = new AsyncRequestContent();
        ForwardedResponse received;
        try {
            received = receive(waiting(request).body(body.content()));
        } catch (ExecutionException | IOException e) {
            // The response came while the body was written. The same response comes for the headers alone.
            received = receive(waiting(request).body(nothing));
        }
        pass(received, response);
        nothing.fail(new EofException("answered without"));
    }

    private record ForwardedResponse(int status, HttpFields headers, InputStream content) {}

    private ForwardedResponse receive(org.eclipse.jetty.client.Request forwarded)
            throws InterruptedException, TimeoutException, ExecutionException, IOException {
        InputStreamResponseListener listener = new InputStreamResponseListener();
        forwarded.send(listener);
        org.eclipse.jetty.client.Response head = head(forwarded, listener);
        InputStream content = listener.getInputStream();
        if (HttpStatus.isSuccess(head.getStatus())) {
            return new ForwardedResponse(head.getStatus(), head.getHeaders(), content);
        }
        // An error is small, and its connection may break: it is had whole, or asked for again.
        try (content) {
            return new ForwardedResponse(
                    head.getStatus(), head.getHeaders(), new ByteArrayInputStream(content.readAllBytes()));
        }
    }

    /**
     * The head of the response. A request that has none in time is ended: it would hold its connection and its body.
     */
    private org.eclipse.jetty.client.Response head(
            org.eclipse.jetty.client.Request forwarded, InputStreamResponseListener listener)
            throws InterruptedException, TimeoutException, ExecutionException {
        try {
            return listener.get(longestWait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException | TimeoutException e) {
            forwarded.abort(e).join();
            throw e;
        }
    }

    private static void pass(ForwardedResponse received, Response response) throws IOException {
        response.setStatus(received.status());
        copy(received.headers(), response.getHeaders());
        try (InputStream content = received.content();
                OutputStream sink = Content.Sink.asOutputStream(response)) {
            content.transferTo(sink);
        }
    }

    private org.eclipse.jetty.client.Request forwarded(Request request) {
        URI uri = URI.create("http://127.0.0.1:" + port + request.getHttpURI().getPathQuery());
        return client.newRequest(uri)
                .method(HttpMethod.fromString(request.getMethod()))
                .headers(headers -> copy(request.getHeaders(), headers.clear()).put(S3ProxyGuard.HEADER, secret));
    }

    /** s3proxy need not ask for the body if it can respond without. */
    private org.eclipse.jetty.client.Request waiting(Request request) {
        return forwarded(request).headers(headers -> headers.put(HttpHeader.EXPECT, "100-continue"));
    }

    private static HttpFields.Mutable copy(HttpFields from, HttpFields.Mutable to) {
        for (HttpField field : from) {
            if (!OF_THE_CONNECTION.contains(field.getHeader())) {
                to.add(field);
            }
        }
        return to;
    }
}
