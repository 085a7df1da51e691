package dev.spotter.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spotter.core.error.ImageTooLargeException;
import dev.spotter.core.error.InvalidRequestException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("An image in base64")
class ImageTextTest {
    private static final int NO_LIMIT = 1 << 20;

    @Test
    @DisplayName("is decoded from either alphabet, padded or not, in lines, as a data URL, cut into pieces anywhere")
    void roundTrip() {
        Random random = new Random(1);
        for (int size = 1; size < 300; size++) {
            byte[] bytes = new byte[size];
            random.nextBytes(bytes);
            for (Base64.Encoder encoder :
                    new Base64.Encoder[] {Base64.getEncoder(), Base64.getUrlEncoder(), Base64.getMimeEncoder()}) {
                for (String header : new String[] {"", "data:image/png;base64,"}) {
                    int piece = 1 + random.nextInt(40);
                    assertThat(decode(header + encoder.encodeToString(bytes), piece))
                            .isEqualTo(bytes);
                    assertThat(decode(header + encoder.withoutPadding().encodeToString(bytes), piece))
                            .isEqualTo(bytes);
                }
            }
        }
    }

    @Test
    @DisplayName("may begin as a data URL does")
    void data() {
        assertThat(decode("data", 1)).isEqualTo(Base64.getDecoder().decode("data"));
        assertThat(decode("dataAAAA", 1)).isEqualTo(Base64.getDecoder().decode("dataAAAA"));
        assertThat(decode(" \n\tQQ = = \r", 3)).isEqualTo(new byte[] {'A'});
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "AA?A|it has '?' at position 3",
                "datb:AAA|it has ':' at position 5",
                "=AAA|it has '=' at position 1",
                "A=AA|it has '=' at position 2",
                "AA=A|it has 'A' at position 4",
                "AA===|it has '=' at position 5",
                "AAA==|it has '=' at position 5",
                "AAAA=|it has '=' at position 5",
                "QQ==QQ==|it has 'Q' at position 5",
                "AA\u0000A|it has the character U+0000 at position 3",
                "AA\u00A0A|it has the character U+00A0 at position 3",
                "AAAAA|it is cut off inside its last group of digits",
                "' \n'|it is empty",
            })
    @DisplayName("is refused with the place where it goes wrong")
    void invalid(String text, String fault) {
        assertThatThrownBy(() -> decode(text, 2))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("image must be base64 or a data URL with base64, but " + fault);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {"AA AAAAA|3", "AAA |4", "data:image/png;base64,AAAA AAA|27", "QQ =|3", "AA AA A=|3"})
    @DisplayName("is refused where a plus sign became a blank, and says so")
    void plusBecameBlank(String text, int position) {
        assertThatThrownBy(() -> decode(text, 2))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("it has a blank at position " + position + ": a '+' became a blank");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"data:", "data:,", "data:image/png,QUFB", "data:image/png;base64", "data:image/png;base65,QUFB"})
    @DisplayName("is refused as a data URL that has no base64")
    void notBase64(String url) {
        assertThatThrownBy(() -> decode(url, 3))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("image is a data URL without base64: expected data:image/png;base64,...");
        assertThatThrownBy(() -> decode("data:" + "x".repeat(300) + ";base64,QUFB", 50))
                .isInstanceOf(InvalidRequestException.class);
    }

    @Test
    @DisplayName("is refused as soon as there are more bytes than the limit")
    void limit() {
        String four = Base64.getEncoder().encodeToString(new byte[4]);
        assertThat(decode(four, 1, 4)).hasSize(4);
        assertThatThrownBy(() -> decode(four, 1, 3))
                .isInstanceOfSatisfying(ImageTooLargeException.class, e -> assertThat(e.maxBytes())
                        .isEqualTo(3));
    }

    private static byte[] decode(String text, int piece) {
        return decode(text, piece, NO_LIMIT);
    }

    private static byte[] decode(String text, int piece, int maxBytes) {
        ImageText image = new ImageText(text.length(), maxBytes);
        char[] chars = text.toCharArray();
        for (int i = 0; i < chars.length; i += piece) {
            char[] part = Arrays.copyOfRange(chars, i, Math.min(chars.length, i + piece));
            image.write(part, 0, part.length);
        }
        image.close();
        return image.toImage().toByteArray();
    }
}
