package dev.spotter.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spotter.core.error.SpotterException;
import dev.spotter.core.image.ImageBytes;
import dev.spotter.core.image.ImageLimits;
import java.awt.image.BufferedImage;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
@DisplayName("Of damaged JPEG files TurboJPEG and Java's decoder")
class SameDecodersTest {
    private static final List<String> NAMES = List.of(
            "formats/baseline.jpg",
            "formats/progressive.jpg",
            "formats/grey.jpg",
            "formats/subsampled-420.jpg",
            "formats/orientation-6.jpg",
            "cases/one-damaged-byte-with-restarts.jpg",
            "cases/mjpeg-frame-no-dht.jpg");
    private static final int MUTANTS = 350;
    private static final int REDUCED_MUTANTS = 100;
    private static final int HEADER_BYTES = 700;
    /** Of 255 levels, on average over an image; of garbage a single sample and a mean can be far apart. */
    private static final double USUAL_DIFFERENCE = 1.5;

    private final Random random = new Random(20_261_127);
    private InputReader turbo = reader(Optional.empty());
    private InputReader java = reader(Optional.empty());

    private static InputReader reader(Optional<TurboJpeg> library) {
        return new InputReader(
                new ImageDecoder(ImageLimits.DEFAULT, () -> library), Samples.plain(Interpolation.BILINEAR));
    }

    @BeforeEach
    void find() {
        Optional<TurboJpeg> library = TurboJpeg.find();
        Assumptions.assumeTrue(
                library.isPresent(), "this machine has no TurboJPEG library (libturbojpeg0), so it is not tested");
        turbo = reader(library);
    }

    @AfterEach
    void close() {
        turbo.close();
        java.close();
    }

    @Test
    @DisplayName("refuse the same, and 19 of 20 of the others look the same, where they are not reduced")
    void whole() {
        int refused = 0;
        // A JDK that brings libjpeg 6b itself decodes damaged data in another way than libjpeg-turbo.
        int different = 0;
        for (int i = 0; i < MUTANTS; i++) {
            String name = NAMES.get(i % NAMES.size());
            byte[] mutant = mutant(Samples.read(name));
            Optional<float[]> byJava = read(java, mutant);
            Optional<float[]> byTurbo = read(turbo, mutant);
            assertThat(byTurbo.isPresent()).as("%s %d", name, i).isEqualTo(byJava.isPresent());
            refused += byJava.isEmpty() ? 1 : 0;
            different += lookSame(byTurbo, byJava) ? 0 : 1;
        }
        assertThat(different).isLessThanOrEqualTo(MUTANTS / 20);
        assertThat(refused).isBetween(MUTANTS / 100, MUTANTS / 2);
    }

    @Test
    @DisplayName("refuse the same where they reduce, and 19 of 20 of the others look the same")
    void reduced() {
        byte[] large = TestImages.encoded(TestImages.gradient(1_100, 1_300, BufferedImage.TYPE_3BYTE_BGR), "jpg")
                .toByteArray();
        int different = 0;
        for (int i = 0; i < REDUCED_MUTANTS; i++) {
            byte[] mutant = mutant(large);
            Optional<float[]> byJava = read(java, mutant);
            Optional<float[]> byTurbo = read(turbo, mutant);
            assertThat(byTurbo.isPresent()).as("%d", i).isEqualTo(byJava.isPresent());
            different += lookSame(byTurbo, byJava) ? 0 : 1;
        }
        assertThat(different).isLessThanOrEqualTo(REDUCED_MUTANTS / 20);
    }

    private static Optional<float[]> read(InputReader reader, byte[] jpeg) {
        FloatBuffer out = FloatBuffer.allocate(3 * Samples.CROP * Samples.CROP);
        try {
            reader.read(ImageBytes.copyOf(jpeg), out);
            return Optional.of(out.array());
        } catch (SpotterException e) {
            return Optional.empty();
        }
    }

    /** Whether both are refused, or look the same. */
    private static boolean lookSame(Optional<float[]> a, Optional<float[]> b) {
        return a.isEmpty() || difference(a.get(), b.orElseThrow()) <= USUAL_DIFFERENCE;
    }

    private static double difference(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += Math.abs(a[i] - b[i]);
        }
        return sum / a.length;
    }

    private byte[] mutant(byte[] jpeg) {
        // A third of the damage goes to the first bytes, where the structure is.
        int range = random.nextInt(3) == 0 ? Math.min(HEADER_BYTES, jpeg.length) : jpeg.length;
        int at = 2 + random.nextInt(range - 10);
        return switch (random.nextInt(4)) {
            case 0 -> Arrays.copyOf(jpeg, at + 8);
            case 1 -> withoutBytes(jpeg, at, 1 + random.nextInt(6));
            default -> withOtherBytes(jpeg, range, 1 + random.nextInt(4));
        };
    }

    private static byte[] withoutBytes(byte[] jpeg, int at, int count) {
        byte[] shorter = Arrays.copyOf(jpeg, jpeg.length - count);
        System.arraycopy(jpeg, at + count, shorter, at, shorter.length - at);
        return shorter;
    }

    private byte[] withOtherBytes(byte[] jpeg, int range, int count) {
        byte[] changed = jpeg.clone();
        for (int i = 0; i < count; i++) {
            changed[2 + random.nextInt(range - 2)] = (byte) random.nextInt();
        }
        return changed;
    }
}
