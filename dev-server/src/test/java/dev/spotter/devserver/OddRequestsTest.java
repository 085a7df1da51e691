package dev.spotter.devserver;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.spotter.devserver.aws.AwsServer;
import dev.spotter.devserver.aws.AwsServerSettings;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Odd requests are answered as odd-requests.txt says,")
class OddRequestsTest {
    private static final byte[] PNG = Samples.bytes("coffee.png");
    private static final String TOO_LARGE =
            """
            POST /upload?filename=a HTTP/1.1\r
            Host: localhost\r
            Expect: 100-continue\r
            Content-Length: 999999999\r
            \r
            """;
    private static final String NEXT = "GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    private static final Pattern REPEATED = Pattern.compile("\\{\\{(\\d+)\\|(.*?)}}");
    private static final Pattern BYTE = Pattern.compile("\\\\x([0-9a-f]{2})");
    private static final Pattern LENGTH = Pattern.compile("\r\nContent-Length: (\\d+)\r\n");

    private final GatedClassifier classifier = new GatedClassifier();

    @AfterEach
    void open() {
        classifier.open();
    }

    /** A line of the file. */
    private record Case(String line, String status, String code, String connection, String request) {
        static Case of(String line) {
            String[] parts = line.split(" \\| ", 2);
            String[] answer = parts[0].split(" ", 3);
            return new Case(line, answer[0], answer[1], answer[2], unescaped(parts[1]));
        }

        private static String unescaped(String text) {
            String image = new String(PNG, ISO_8859_1);
            String repeated = REPEATED.matcher(text)
                    .replaceAll(found -> Matcher.quoteReplacement(found.group(2).repeat(number(found))));
            return BYTE.matcher(repeated.replace("⏎", "\r\n"))
                    .replaceAll(found ->
                            Matcher.quoteReplacement(new String(HexFormat.of().parseHex(found.group(1)), ISO_8859_1)))
                    .replace("{{PNG}}", image)
                    .replace("{{BASE64}}", Base64.getEncoder().encodeToString(PNG));
        }

        private static int number(MatchResult found) {
            return Integer.parseInt(found.group(1));
        }
    }

    @Test
    @DisplayName("by the local server")
    void local(@TempDir Path data) throws Exception {
        classifier.open();
        try (DevServer server =
                DevServer.start(ServerSettings.builder(data).workers(1).build(), classifier)) {
            assertThat(faults(server.uri())).isEmpty();
            try (RawConnection connection = new RawConnection(server.uri())) {
                assertThat(connection.send(TOO_LARGE).response())
                        .startsWith("HTTP/1.1 413 ")
                        .contains("image-too-large");
            }
        }
    }

    @Tag("slow")
    @Test
    @DisplayName("and by the deployed functions behind an emulated API Gateway")
    void aws() throws Exception {
        classifier.open();
        try (AwsServer server = AwsServer.start(AwsServerSettings.inMemory(), classifier)) {
            assertThat(faults(server.uri())).isEmpty();
            try (RawConnection connection = new RawConnection(server.uri())) {
                // API Gateway's own words.
                assertThat(connection.send(TOO_LARGE).response())
                        .startsWith("HTTP/1.1 413 ")
                        .contains("\"message\"");
            }
        }
    }

    private static List<String> faults(URI server) throws Exception {
        List<String> faults = new ArrayList<>();
        for (Case one : cases()) {
            fault(server, one).ifPresent(fault -> faults.add(fault + ": " + one.line()));
        }
        return faults;
    }

    private static List<Case> cases() throws IOException {
        try (InputStream in = Objects.requireNonNull(OddRequestsTest.class.getResourceAsStream("odd-requests.txt"))) {
            return Stream.of(new String(in.readAllBytes(), UTF_8).split("\n", -1))
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(Case::of)
                    .toList();
        }
    }

    private static Optional<String> fault(URI server, Case one) throws Exception {
        boolean isOpen = one.connection().equals("open");
        try (RawConnection connection = new RawConnection(server)) {
            connection.sendAll(one.request() + (isOpen ? NEXT : ""));
            if (one.connection().equals("half")) {
                connection.end();
            }
            String answer = connection.answerUntilReset();
            String first = first(answer);
            if (!first.startsWith("HTTP/1.1 " + one.status() + " ")) {
                return Optional.of(first);
            }
            if (first.matches("(?s).*(Exception|\\bat (java|dev|org)\\.).*")) {
                return Optional.of("it shows the inside: " + first);
            }
            if (!one.code().equals("-") && !isProblem(first, one)) {
                return Optional.of("no such problem: " + first);
            }
            String rest = answer.substring(first.length());
            return isOpen == rest.startsWith("HTTP/1.1 200 ") ? Optional.empty() : Optional.of("then: " + rest);
        }
    }

    private static boolean isProblem(String answer, Case one) throws IOException {
        JsonNode problem = new ObjectMapper().readTree(answer.substring(answer.indexOf("\r\n\r\n")));
        return answer.contains("Content-Type: application/problem+json")
                && problem.path("code").asText().equals(one.code())
                && problem.path("status").asText().equals(one.status());
    }

    private static String first(String answer) {
        int end = answer.indexOf("\r\n\r\n") + 4;
        Matcher length = LENGTH.matcher(answer.substring(0, end));
        return length.find() ? answer.substring(0, end + Integer.parseInt(length.group(1))) : answer.substring(0, end);
    }
}
