package dev.spotter.api.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.spotter.core.error.InvalidRequestException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A query")
class QueryTextTest {
    @Test
    @DisplayName("is decoded, names too, and values of one name stay in their order")
    void decoded() {
        assertThat(QueryText.parameters("a=1&b+c=%C3%A9%20+&a=%f0%9f%90%b1&&d&=x&e=a=b&f=ä"))
                .isEqualTo(Map.of(
                        "a", List.of("1", "\uD83D\uDC31"),
                        "b c", List.of("é  "),
                        "d", List.of(""),
                        "", List.of("x"),
                        "e", List.of("a=b"),
                        "f", List.of("ä")));
        assertThat(QueryText.parameters("")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "%4", "%zz", "%u0041", "%-1", "%+1", "%%41", "%4ä", "%٣٣"})
    @DisplayName("is refused where it is not percent-encoded")
    void notEncoded(String text) {
        assertRefused("a=" + text, "percent-encoded");
        assertRefused(text + "=1", "percent-encoded");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%ff", "%c0%af", "%ed%a0%80", "%e2%82", "%F4%90%80%80", "%f8%88%80%80%80", "\uFFFD"})
    @DisplayName("is refused where it is not UTF-8: longer forms, halves of characters, what is cut off")
    void notUtf8(String text) {
        assertRefused("a=" + text, "UTF-8");
        assertRefused(text + "=1", "UTF-8");
    }

    private static void assertRefused(String query, String words) {
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> QueryText.parameters(query))
                .withMessageContaining(words);
    }
}
