package dev.spotter.core.image;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.spotter.core.error.InvalidRequestException;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A filename")
class FilenameTest {
    private static final String EMOJI = "\uD83D\uDE00";

    @ParameterizedTest
    @DisplayName("keeps clean names as they are")
    @ValueSource(
            strings = {
                "a.jpg",
                " two words ",
                "100%+'\"<b>.png",
                "...",
                "..a",
                "con",
                "smile " + EMOJI + ".gif",
                "\u65E5\u672C\u8A9E.webp"
            })
    void keepsCleanNamesAsTheyAre(String name) {
        assertThat(Filename.clean(name)).isEqualTo(new Filename(name)).hasToString(name);
    }

    @Test
    @DisplayName("keeps the last segment of a path")
    void keepsTheLastSegmentOfAPath() {
        assertThat(Filename.clean("../../etc/passwd")).hasToString("passwd");
        assertThat(Filename.clean("C:\\photos\\a.jpg")).hasToString("a.jpg");
        assertThat(Filename.clean("a\\b/c\\d.jpg")).hasToString("d.jpg");
        assertThat(Filename.clean("/a.jpg")).hasToString("a.jpg");
    }

    @Test
    @DisplayName("drops control characters")
    void dropsControlCharacters() {
        assertThat(Filename.clean("\0a\r\n\t.j\u007Fp\u0085g\u001B")).hasToString("a.jpg");
    }

    @Test
    @DisplayName("stores letters with accents as composed characters (NFC)")
    void composesCharacters() {
        assertThat(Filename.clean("cafe\u0301.jpg"))
                .hasToString("caf\u00E9.jpg")
                .isEqualTo(Filename.clean("caf\u00E9.jpg"));
    }

    @Test
    @DisplayName("replaces surrogates without a partner")
    void replacesLoneSurrogates() {
        assertThat(Filename.clean("a\uD83D.jpg")).hasToString("a\uFFFD.jpg");
        assertThat(Filename.clean("\uDE00\uD83D")).hasToString("\uFFFD\uFFFD");
        assertThat(Filename.clean("\uD83D\0\uDE00")).hasToString("\uFFFD\uFFFD");
    }

    @ParameterizedTest
    @DisplayName("refuses a name that is empty after cleaning")
    @ValueSource(strings = {"", "a/", "a\\", ".", "..", "../..", "\0", ".\r.", "/"})
    void refusesNamesOfWhichNothingIsLeft(String raw) {
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> Filename.clean(raw))
                .returns("filename", InvalidRequestException::field)
                .withMessageContainingAll("filename must be 1 to 255 bytes", "but was 0");
    }

    @Test
    @DisplayName("takes 255 bytes and no more")
    void takes255BytesAndNoMore() {
        assertThat(Filename.clean("x".repeat(255)).value()).hasSize(255);
        assertThat(Filename.clean(EMOJI.repeat(63) + "xyz").value().getBytes(UTF_8))
                .hasSize(255);
        assertThat(Filename.clean("directory".repeat(100) + "/a.jpg")).hasToString("a.jpg");
        for (String tooLong : new String[] {"x".repeat(256), EMOJI.repeat(64), "\u00FC".repeat(128)}) {
            assertThatExceptionOfType(InvalidRequestException.class)
                    .isThrownBy(() -> Filename.clean(tooLong))
                    .withMessageContaining("but was 256");
        }
    }

    @ParameterizedTest
    @DisplayName("can be created only from a clean name")
    @ValueSource(strings = {"", "a/b", "a\\b", "..", "a\n", "cafe\u0301", "\uD83D"})
    void isNeverUnclean(String value) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Filename(value));
    }

    @Test
    @DisplayName("is the same if it is cleaned again")
    void cleansAnythingOnceAndForAll() {
        Random random = new Random(13);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder raw = new StringBuilder("a");
            random.ints(6, 0, 0x10000).forEach(c -> raw.append((char) c));
            raw.append((char) (0x300 + random.nextInt(0x70))).append('b');
            Filename clean = Filename.clean(raw.toString());
            assertThat(Filename.clean(clean.value())).isEqualTo(clean);
            assertThat(new String(clean.value().getBytes(UTF_8), UTF_8)).isEqualTo(clean.value());
        }
    }
}
