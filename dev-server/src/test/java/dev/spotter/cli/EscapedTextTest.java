package dev.spotter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Text from outside")
class EscapedTextTest {
    @ParameterizedTest
    @DisplayName("is not changed if it has no control characters")
    @ValueSource(
            strings = {"", "coffee.png", "caf\u00E9 \u2615", "\uD83D\uDC69\u200D\uD83D\uDE80", "\u05D0\u05D1", "a\\b"})
    void same(String text) {
        assertThat(EscapedText.line(text)).isEqualTo(text);
    }

    @Test
    @DisplayName("has control characters, line breaks and changes of writing direction escaped as in JSON")
    void escaped() {
        assertThat(EscapedText.line("\u001B[2J\r\n\t\u007F\u009B\u202E\u2066\u200F\u2028\uFEFF"))
                .isEqualTo("\\u001b[2J\\u000d\\u000a\\u0009\\u007f\\u009b\\u202e\\u2066\\u200f\\u2028\\ufeff");
        assertThat(EscapedText.line("\uD800a\uDB40\uDC41")).isEqualTo("\\ud800a\\udb40\\udc41");
        assertThat(EscapedText.lines("a\n\tb\r")).isEqualTo("a\n\tb\\u000d");
    }
}
