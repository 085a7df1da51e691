package dev.spotter.core.error;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("An error code")
class ErrorCodeTest {
    @ParameterizedTest
    @DisplayName("comes back from its text")
    @EnumSource
    void comesBackFromItsText(ErrorCode code) {
        assertThat(code.text()).matches("[a-z]+(-[a-z]+)*");
        assertThat(ErrorCode.of(code.text())).isEqualTo(code);
    }

    @Test
    @DisplayName("has the same text in every locale")
    void hasTheSameTextInEveryLanguage() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(new Locale.Builder().setLanguage("tr").build());
            assertThat(ErrorCode.INVALID_REQUEST.text()).isEqualTo("invalid-request");
        } finally {
            Locale.setDefault(before);
        }
    }

    @ParameterizedTest
    @DisplayName("refuses a text that is no error code")
    @ValueSource(strings = {"", "IMAGE_DAMAGED", "image_damaged", "image-damaged "})
    void refusesOtherTexts(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ErrorCode.of(text))
                .withMessage("no error code has the text \"" + text + "\"");
    }
}
