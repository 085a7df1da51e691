package dev.spotter.inference.model;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server of one file: as a good server answers, or as the next of the responses that a test gave it. */
final class WeightsServer implements AutoCloseable {
    private final byte[] content;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Queue<HttpHandler> responses = new ArrayDeque<>();
    private final List<String> ranges = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch closing = new CountDownLatch(1);

    WeightsServer(byte[] content) throws IOException {
        this.content = content;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::response);
        server.setExecutor(threads);
        server.start();
    }

    InetSocketAddress address() {
        return server.getAddress();
    }

    /** The {@code Range} of each request so far, or "whole". */
    List<String> ranges() {
        return ranges;
    }

    void next(HttpHandler response) {
        responses.add(response);
    }

    void nextStatus(int status) {
        next(exchange -> exchange.sendResponseHeaders(status, -1));
    }

    /** The next answer promises the file and ends after some bytes, when the latch says so. */
    void nextBreaksAfter(int bytes, CountDownLatch breaking) {
        next(exchange -> {
            exchange.getResponseHeaders().set("ETag", "\"1\"");
            exchange.sendResponseHeaders(200, content.length);
            exchange.getResponseBody().write(content, 0, bytes);
            exchange.getResponseBody().flush();
            await(breaking);
        });
    }

    /** The next answer gives some bytes, then nothing, and does not end. */
    void nextStallsAfter(int bytes) {
        nextBreaksAfter(bytes, closing);
    }

    /** The next answer is the file as a whole, whatever was asked for. */
    void nextIsWhole(String tag) {
        next(exchange -> send(exchange, 200, 0, tag));
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private void response(HttpExchange exchange) throws IOException {
        try (exchange) {
            String range = exchange.getRequestHeaders().getFirst("Range");
            ranges.add(range == null ? "whole" : range);
            HttpHandler response = responses.poll();
            if (response != null) {
                response.handle(exchange);
            } else if (range != null
                    && "\"1\"".equals(exchange.getRequestHeaders().getFirst("If-Range"))) {
                int begin = Integer.parseInt(range.replaceAll("\\D", ""));
                exchange.getResponseHeaders()
                        .set("Content-Range", "bytes %d-%d/%d".formatted(begin, content.length - 1, content.length));
                send(exchange, 206, begin, "\"1\"");
            } else {
                send(exchange, 200, 0, "\"1\"");
            }
        }
    }

    private void send(HttpExchange exchange, int status, int begin, String tag) throws IOException {
        exchange.getResponseHeaders().set("ETag", tag);
        exchange.sendResponseHeaders(status, content.length - begin);
        exchange.getResponseBody().write(content, begin, content.length - begin);
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
