package dev.spotter.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A request without known credentials")
class S3ScopeCheckTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/a/b | AWS x:y",
                "/a/b | AWS KNOWN:y",
                "/a/b | AWS4-HMAC-SHA256 Credential=x, SignedHeaders=host, Signature=0",
                "/a/b | AWS4-HMAC-SHA256 Credential=KNOWN, SignedHeaders=host, Signature=0",
                "/a/b | AWS4-HMAC-SHA256",
                "/a/b | Bearer Credential=KNOWN/20260101/us-east-1/s3/aws4_request",
                "/a/b?X-Amz-Credential=x | ''",
                "/a/b?X-Amz-Credential= | ''",
                "/a/b?AWSAccessKeyId=KNOWN&Signature=y&Expires=9999999999 | ''"
            })
    @DisplayName("is refused before its body is read")
    void refused(String target, String authorization) throws Exception {
        AtomicBoolean isTaken = new AtomicBoolean();
        Identity identity = new Identity("KNOWN", "secret", Identity.REGION, Identity.ACCOUNT);
        Server server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        server.setHandler(new S3ScopeCheck(identity, new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) {
                isTaken.set(true);
                callback.succeeded();
                return true;
            }
        }));
        server.start();
        try (Socket socket = RawHttp.connect(((ServerConnector) server.getConnectors()[0]).getLocalPort())) {
            RawHttp.send(
                    socket,
                    "PUT " + target + " HTTP/1.1",
                    "Host: localhost",
                    authorization.isEmpty() ? "X-Nothing: signed" : "Authorization: " + authorization,
                    "Content-Length: 4",
                    "",
                    "body");
            assertThat(RawHttp.status(socket)).isIn(400, 403);
            assertThat(isTaken).isFalse();
        } finally {
            server.stop();
        }
    }
}
