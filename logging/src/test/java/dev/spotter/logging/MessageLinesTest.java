package dev.spotter.logging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The output of a library")
class MessageLinesTest {
    @Test
    @DisplayName("becomes a message for each line, whichever method prints it")
    void methods() {
        List<String> messages = new ArrayList<>();
        try (MessageLines out = new MessageLines(messages::add)) {
            out.println("one\nmessage");
            out.println(new char[] {'c', 'h', 'a', 'r', 's'});
            out.println(7);
            out.print("a");
            out.printf(" %s%n", "b");
            out.print("first\r\nsecond é\nnot yet");
            out.write(" ended\n".getBytes(UTF_8), 0, 7);
            out.println((Object) null);
        }
        assertThat(messages)
                .containsExactly("one\nmessage", "chars", "7", "a b", "first", "second é", "not yet ended", "null");
    }
}
