package dev.spotter.emulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;

/** Requests on the loopback address that are written as they are. */
final class RawHttp {
    private static final int PATIENCE_MILLIS = 30_000;

    private RawHttp() {}

    static Socket connect(int port) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    /** Sends lines, with the empty one that ends a head where there is none among them. */
    static void send(Socket socket, String... lines) throws IOException {
        String end = List.of(lines).contains("") ? "" : "\r\n\r\n";
        socket.getOutputStream().write((String.join("\r\n", lines) + end).getBytes(UTF_8));
    }

    static int status(Socket socket) throws IOException {
        byte[] start = socket.getInputStream().readNBytes("HTTP/1.1 200".length());
        return Integer.parseInt(new String(start, UTF_8).substring("HTTP/1.1 ".length()));
    }

    /** The whole answer, whose connection ends with it. */
    static String response(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
}
