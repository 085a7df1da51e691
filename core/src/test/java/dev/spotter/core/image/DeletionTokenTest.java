package dev.spotter.core.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A deletion token")
class DeletionTokenTest {
    private static final String TEXT = "abcdefghijklmnopqrstuvwxyz-_0123";

    @Test
    @DisplayName("is new each time, and comes back from its text")
    void random() {
        SecureRandom random = new SecureRandom();
        Set<DeletionToken> tokens = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            tokens.add(DeletionToken.random(random));
        }
        assertThat(tokens).hasSize(1_000);
        assertThat(tokens).allSatisfy(token -> assertThat(DeletionToken.parse(token.text()))
                .contains(token));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "abc",
                TEXT + "4",
                "abcdefghijklmnopqrstuvwxyz+/0123",
                TEXT + "\n",
                "\u00E4bcdefghijklmnopqrstuvwxyz-_0123"
            })
    @DisplayName("has no other form, and a message does not contain the text")
    void otherForms(String text) {
        assertThat(DeletionToken.parse(text)).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DeletionToken(text))
                .withMessage("a deletion token must be 32 characters of base64url");
    }

    @Test
    @DisplayName("is known by the SHA-256 of its text, and is in no log")
    void hash() {
        DeletionToken token = new DeletionToken(TEXT);
        DeletionHash hash = new DeletionHash("08e21afc58864d585ac11f5f50d63b7c6006739273a549926d14a753f3539776");
        assertThat(token.hash()).isEqualTo(hash);
        assertThat(hash.isOf(token)).isTrue();
        assertThat(hash.isOf(new DeletionToken(TEXT.replace('a', 'b')))).isFalse();
        assertThat(token.toString()).doesNotContain(TEXT);
        assertThat(DeletionHash.parse(hash.text())).contains(hash);
        assertThat(DeletionHash.parse(hash.text().toUpperCase(Locale.ROOT))).isEmpty();
        assertThat(DeletionHash.parse(TEXT)).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> new DeletionHash(TEXT));
    }
}
