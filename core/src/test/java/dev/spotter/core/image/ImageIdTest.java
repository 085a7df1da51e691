package dev.spotter.core.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("An image id")
class ImageIdTest {
    private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

    @Test
    @DisplayName("holds all 128 bits")
    void holdsAll128Bits() {
        Random random = new Random(3);
        for (int i = 0; i < 1000; i++) {
            byte[] bits = new byte[16];
            random.nextBytes(bits);
            assertThat(decode(ImageId.of(bits).text())).isEqualTo(new BigInteger(1, bits));
        }
        assertThat(ImageId.of(new byte[16])).hasToString("0".repeat(26));
        byte[] ones = new byte[16];
        Arrays.fill(ones, (byte) 0xFF);
        assertThat(ImageId.of(ones)).hasToString("7" + "z".repeat(25));
    }

    @Test
    @DisplayName("is different each time")
    void isNewEachTime() {
        SecureRandom random = new SecureRandom();
        Set<ImageId> ids = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            ids.add(ImageId.random(random));
        }
        assertThat(ids).hasSize(1000);
    }

    @Test
    @DisplayName("is read from its text")
    void isReadFromItsText() {
        ImageId id = ImageId.random(new SecureRandom());
        assertThat(ImageId.parse(id.text())).contains(id);
        assertThat(new ImageId(id.toString())).isEqualTo(id).isEqualByComparingTo(id);
    }

    @ParameterizedTest
    @DisplayName("refuses a text that is no error code")
    @ValueSource(
            strings = {
                "",
                "0",
                "0000000000000000000000000",
                "000000000000000000000000000",
                "80000000000000000000000000",
                "0000000000000000000000000A",
                "0000000000000000000000000i",
                "0000000000000000000000000l",
                "0000000000000000000000000o",
                "0000000000000000000000000u",
                "00000000000000000000000000\n",
                "../../../../../../etc/passw"
            })
    void refusesOtherTexts(String text) {
        assertThat(ImageId.parse(text)).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ImageId(text))
                .withMessageContainingAll("imageId must be 26 characters", text);
    }

    @Test
    @DisplayName("refuses other than 16 bytes")
    void refusesOtherThan16Bytes() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ImageId.of(new byte[15]))
                .withMessage("bits must be 16 bytes but were 15");
    }

    private static BigInteger decode(String text) {
        return text.chars()
                .mapToObj(c -> BigInteger.valueOf(ALPHABET.indexOf(c)))
                .reduce(BigInteger.ZERO, (high, digit) -> high.shiftLeft(5).or(digit));
    }
}
