package dev.spotter.core.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A sequence number")
class SequenceTest {
    @Test
    @DisplayName("compares numbers as if zeros were added on the right")
    void hasTheOrderOfTokensFilledUpWithZerosOnTheRight() {
        Random random = new Random(5);
        for (int i = 0; i < 20_000; i++) {
            String left = randomToken(random);
            String right = randomToken(random);
            int expected = Integer.signum(padded(left).compareTo(padded(right)));
            Sequence a = new Sequence(left);
            Sequence b = new Sequence(right);
            assertThat(Integer.signum(a.compareTo(b)))
                    .as("%s and %s", left, right)
                    .isEqualTo(expected);
            assertThat(Integer.signum(a.text().compareTo(b.text()))).isEqualTo(expected);
            assertThat(a.equals(b)).isEqualTo(expected == 0);
            assertThat(a.isAfter(b)).isEqualTo(expected > 0);
        }
    }

    @Test
    @DisplayName("keeps the order of a counter")
    void keepsTheOrderOfACounter() {
        long[] counts = {0, 1, 9, 10, 15, 16, 255, 256, 1L << 40, Long.MAX_VALUE};
        for (int i = 1; i < counts.length; i++) {
            assertThat(Sequence.of(counts[i])).isGreaterThan(Sequence.of(counts[i - 1]));
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Sequence.of(-1))
                .withMessage("counter must not be negative but was -1");
    }

    @Test
    @DisplayName("has one text: hexadecimal digits in capitals without leading zeros")
    void hasOneForm() {
        assertThat(new Sequence("0055aed6dcd90281e500")).hasToString("0055AED6DCD90281E5");
        assertThat(new Sequence("0000")).hasToString("0").isEqualTo(Sequence.of(0));
        assertThat(new Sequence("f".repeat(128)).text()).hasSize(128);
    }

    @Test
    @DisplayName("orders another attempt after its event, and before each later event")
    void anotherAttempt() {
        Sequence event = new Sequence("0055AED6DCD90281E500");
        Sequence second = event.ofAnotherAttempt();
        Sequence third = second.ofAnotherAttempt();
        assertThat(second).isGreaterThan(event);
        assertThat(third).isGreaterThan(second);
        assertThat(new Sequence("0055AED6DCD90281E501")).isGreaterThan(third);
        assertThat(Sequence.of(1)).isGreaterThan(new Sequence("0").ofAnotherAttempt());
    }

    @ParameterizedTest
    @DisplayName("refuses a text that is not hexadecimal")
    @ValueSource(strings = {"", "0x1", "g", " 1", "1\n", "-1"})
    void refusesWhatIsNotHexadecimal(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Sequence(text))
                .withMessage("sequence must be 1 to 128 hexadecimal digits but was \"" + text + "\"");
    }

    @Test
    @DisplayName("refuses too many digits")
    void refusesTooManyDigits() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Sequence("1".repeat(129)));
    }

    /** Few digits and short tokens, so that prefixes and equal tokens are common. */
    private static String randomToken(Random random) {
        return random.ints(1 + random.nextInt(6), 0, 4)
                .mapToObj(i -> "01aF".substring(i, i + 1))
                .collect(Collectors.joining());
    }

    private static String padded(String token) {
        return token.toUpperCase(Locale.ROOT) + "0".repeat(8 - token.length());
    }
}
