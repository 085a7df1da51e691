package dev.spotter.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spotter.core.error.SpotterException;
import dev.spotter.core.image.ImageBytes;
import dev.spotter.core.image.ImageLimits;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
@DisplayName("Damaged images")
class DamagedImageTest {
    private static final int VARIANTS = 1_000;
    private final ImageDecoder decoder = newDecoder(ImageLimits.DEFAULT);

    ImageDecoder newDecoder(ImageLimits limits) {
        return new ImageDecoder(limits);
    }

    @Test
    @DisplayName("give an image or an error that says what is wrong, a thousand of them")
    void variants() {
        List<String> names = Samples.names();
        Random random = new Random(20_261_123);
        int decoded = 0;
        for (int i = 0; i < VARIANTS; i++) {
            String name = names.get(i % names.size());
            byte[] damaged = damage(Samples.read(name), Samples.read(names.get(random.nextInt(names.size()))), random);
            try {
                DecodedImage image = decoder.decode(ImageBytes.wrap(damaged));
                assertThat(Samples.crop(image, Interpolation.BILINEAR)).hasSize(3 * Samples.CROP * Samples.CROP);
                decoded++;
            } catch (SpotterException e) {
                assertThat(e).as("%s, variant %d", name, i).hasMessageNotContaining("null");
                assertThat(e.isRetryable()).isFalse();
            }
        }
        assertThat(decoded).isBetween(1, VARIANTS - 1);
    }

    private static byte[] damage(byte[] bytes, byte[] other, Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> flipped(bytes, random);
            case 1 -> Arrays.copyOf(bytes, random.nextInt(bytes.length));
            default -> spliced(bytes, other, random);
        };
    }

    private static byte[] flipped(byte[] bytes, Random random) {
        // Half of the damage goes to the first bytes, where the structure is.
        int range = random.nextBoolean() ? Math.min(bytes.length, 1_000) : bytes.length;
        for (int i = 1 + random.nextInt(20); i > 0; i--) {
            bytes[random.nextInt(range)] ^= (byte) (1 << random.nextInt(8));
        }
        return bytes;
    }

    private static byte[] spliced(byte[] bytes, byte[] other, Random random) {
        int length = random.nextInt(Math.min(bytes.length, other.length));
        System.arraycopy(
                other, random.nextInt(other.length - length), bytes, random.nextInt(bytes.length - length), length);
        return bytes;
    }
}
