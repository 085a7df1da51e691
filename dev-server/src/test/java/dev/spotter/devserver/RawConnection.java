package dev.spotter.devserver;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PushbackInputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A connection that sends just what a test says, and what no client would. */
public final class RawConnection implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 60_000;

    private final Socket socket;
    private final PushbackInputStream in;

    public RawConnection(URI server) throws IOException {
        this(server, null);
    }

    /** @param from the address of this machine that it comes from; null for any */
    RawConnection(URI server, @Nullable InetAddress from) throws IOException {
        socket = new Socket(InetAddress.getByName(server.getHost()), server.getPort(), from, 0);
        socket.setSoTimeout(PATIENCE_MILLIS);
        in = new PushbackInputStream(socket.getInputStream());
    }

    /** Sends text, its line ends as they are. */
    public RawConnection send(String text) throws IOException {
        return send(text.getBytes(ISO_8859_1));
    }

    public RawConnection send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
        return this;
    }

    /** Sends what the server takes: it may refuse before all is sent. */
    RawConnection sendAll(String text) {
        try {
            return send(text);
        } catch (IOException e) {
            return this;
        }
    }

    /** Whatever comes until the server closes, or ends the connection because of bytes that it did not read. */
    String answerUntilReset() {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        try {
            in.transferTo(answer);
        } catch (IOException e) {
            // What came before it counts.
        }
        return answer.toString(ISO_8859_1);
    }

    /** Whether the server ends the connection in this time, seen by what is sent: nothing is read. */
    boolean isEndedWithin(Duration time) {
        long deadline = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < deadline) {
            try {
                send("x");
            } catch (IOException e) {
                return true;
            }
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
        return false;
    }

    /** Sends no more. */
    public RawConnection end() throws IOException {
        socket.shutdownOutput();
        return this;
    }

    /** Whatever comes until the server closes. */
    public String response() throws IOException {
        return new String(in.readAllBytes(), ISO_8859_1);
    }

    /** Whether anything comes in this time; it stays to be read. */
    public boolean isAnsweredWithin(Duration time) throws IOException {
        socket.setSoTimeout((int) time.toMillis());
        try {
            int first = in.read();
            in.unread(first);
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        } finally {
            socket.setSoTimeout(PATIENCE_MILLIS);
        }
    }

    /** The first line that comes. */
    public String status() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\r'; c = in.read()) {
            line.append((char) c);
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
