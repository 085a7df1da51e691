package dev.spotter.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spotter.core.error.DamagedImageException;
import dev.spotter.core.error.SpotterException;
import dev.spotter.core.error.TooManyPixelsException;
import dev.spotter.core.error.UnsupportedImageException;
import dev.spotter.core.image.ImageBytes;
import dev.spotter.core.image.ImageLimits;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A hostile WebP costs little memory and time, and is refused in words")
@Timeout(120)
class HostileWebpTest {
    private static final int MUTANTS_OF_EACH = 40;
    private final ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT);

    @Test
    @DisplayName("An image of one pixel with 65,536 groups of codes")
    void manyGroups() {
        assertThatThrownBy(() -> decode(WebpFiles.manyCodeGroups(1, 1, 65_536)))
                .isInstanceOf(UnsupportedImageException.class)
                .hasMessageContaining("the WebP image has more code tables than are read");
    }

    @Test
    @DisplayName("Groups of codes that no part of the image has are passed over")
    void unusedGroups() {
        assertThatCode(() -> decode(WebpFiles.manyCodeGroups(1, 1, 10_000))).doesNotThrowAnyException();
    }

    @Test
    @DisplayName("A lossy image with compressed transparency, which is two images, may have fewer pixels")
    void transparent() {
        for (boolean animated : new boolean[] {false, true}) {
            assertThatThrownBy(() -> decode(CostlyWebps.transparent(6_000, animated)))
                    .isInstanceOf(TooManyPixelsException.class)
                    .hasMessage("the image is 6,000 x 6,000 pixels, over the limit of 35,000,000 pixels for a lossy "
                            + "WebP with compressed transparency");
        }
    }

    @Tag("slow")
    @Test
    @DisplayName("135 such files by 8 threads in a heap of 64 MB")
    void atOnce(@TempDir Path directory) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                DecodeWebpAtOnce.class.getName()));
        byte[] truncated = WebpFiles.read("lossless-photo.webp");
        ByteBuffer.wrap(truncated).order(ByteOrder.LITTLE_ENDIAN).putInt(21, 6_999 | (6_999 << 14));
        List<byte[]> bombs = List.of(
                WebpFiles.manyCodeGroups(1, 1, 65_536),
                WebpFiles.manyCodeGroups(1, 1, 14_000),
                WebpFiles.manyCodeGroups(600, 600, 2),
                truncated,
                WebpFiles.read("lossy-quality-90.webp"));
        for (int i = 0; i < bombs.size(); i++) {
            Path file = Files.write(directory.resolve(i + ".webp"), bombs.get(i));
            command.add(file.toString());
        }
        Path output = directory.resolve("output");

        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();

        assertThat(process.waitFor()).as(Files.readString(output)).isZero();
    }

    @Test
    @DisplayName("A file that is cut off anywhere in its image ends too early")
    void cutOff() throws IOException {
        for (String name :
                List.of("lossless-photo.webp", "lossy-quality-60.webp", "alpha-compressed-filter-best.webp")) {
            byte[] whole = WebpFiles.read(name);
            for (int length = 60; length < whole.length - 1; length += 97) {
                byte[] cut = Arrays.copyOf(whole, length);
                assertThatThrownBy(() -> decode(cut))
                        .as("%s, %d bytes", name, length)
                        .isInstanceOf(DamagedImageException.class)
                        .hasMessage("the WebP image is damaged: it ends too early");
            }
        }
    }

    @Test
    @DisplayName("Lossy data that claims far more pixels than it has ends at once")
    void claims() throws IOException {
        byte[] webp = WebpFiles.read("lossy-quality-60.webp");
        ByteBuffer.wrap(webp)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort(26, (short) 7_000)
                .putShort(28, (short) 7_000);
        long start = System.nanoTime();

        assertThatThrownBy(() -> decode(webp))
                .isInstanceOf(DamagedImageException.class)
                .hasMessage("the WebP image is damaged: it ends too early");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    @DisplayName("Damaged files give an image or an error in words, some thousands of them")
    void mutants() throws IOException {
        Random random = new Random(20_261_127);
        int refused = 0;
        for (String name : WebpFiles.names()) {
            byte[] whole = WebpFiles.read(name);
            for (int i = 0; i < MUTANTS_OF_EACH; i++) {
                byte[] mutant = mutant(whole, random);
                try {
                    decode(mutant);
                } catch (SpotterException e) {
                    refused++;
                    assertThat(e.getMessage())
                            .as("%s, mutant %d", name, i)
                            .doesNotContain("cannot be decoded")
                            .doesNotContain("memory");
                }
            }
        }
        assertThat(refused).isPositive();
    }

    private static byte[] mutant(byte[] whole, Random random) {
        byte[] mutant = random.nextInt(4) == 0 ? Arrays.copyOf(whole, random.nextInt(whole.length)) : whole.clone();
        int range = random.nextBoolean() ? Math.min(mutant.length, 80) : mutant.length;
        for (int i = random.nextInt(6); i >= 0 && range > 0; i--) {
            mutant[random.nextInt(range)] = (byte) random.nextInt(256);
        }
        return mutant;
    }

    private void decode(byte[] bytes) {
        decoder.decode(ImageBytes.wrap(bytes));
    }
}
