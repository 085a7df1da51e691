package dev.spotter.core.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spotter.core.error.SpotterException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The real images of the directory {@code samples}, whole and damaged; its odd cases damaged. */
@DisplayName("The sample images")
class SamplesTest {
    private static final Path SAMPLES = Path.of("..", "samples");
    private static final Path CASES = SAMPLES.resolve("cases");
    private static final Pattern EXPECTED = Pattern.compile(
            "\"([^\"]+\\.\\w+)\": \\{\\s*\"sha256\": \"\\w+\",\\s*\"width\": (\\d+),\\s*\"height\": (\\d+)");
    private static final int FLIPS = 200;
    private static final int FLIPPED_BYTES = 600;

    record Sample(String file, long width, long height) {
        byte[] bytes() throws IOException {
            return Files.readAllBytes(SAMPLES.resolve(file));
        }
    }

    static Stream<Sample> samples() throws IOException {
        return EXPECTED.matcher(Files.readString(SAMPLES.resolve("expected.json")))
                .results()
                .map(m -> new Sample(m.group(1), Long.parseLong(m.group(2)), Long.parseLong(m.group(3))));
    }

    /** The expected sizes, and the odd cases, which have none. */
    static Stream<String> files() throws IOException {
        try (Stream<Path> cases = Files.list(CASES)) {
            return Stream.concat(
                    samples().map(Sample::file),
                    cases.map(file -> SAMPLES.relativize(file).toString()).sorted().toList().stream());
        }
    }

    @Test
    @DisplayName("are all listed in expected.json")
    void areAllExpected() throws IOException {
        try (Stream<Path> files = Files.walk(SAMPLES)) {
            assertThat(files.filter(Files::isRegularFile)
                            .filter(file -> !file.endsWith("expected.json") && !file.endsWith("README.md"))
                            .filter(file -> !file.startsWith(CASES))
                            .map(file -> SAMPLES.relativize(file).toString().replace('\\', '/')))
                    .containsExactlyInAnyOrderElementsOf(
                            samples().map(Sample::file).toList());
        }
    }

    @ParameterizedTest
    @DisplayName("have the expected upright size")
    @MethodSource("samples")
    void haveTheExpectedUprightSize(Sample sample) throws IOException {
        ImageHeader header = ImageHeader.read(ImageBytes.wrap(sample.bytes()));
        assertThat(header.uprightWidthPixels()).isEqualTo(sample.width());
        assertThat(header.uprightHeightPixels()).isEqualTo(sample.height());
        assertThat(header.format().name()).isEqualTo(extension(sample).replace("JPG", "JPEG"));
    }

    @ParameterizedTest
    @DisplayName("are refused with a clear error when cut off at any length")
    @MethodSource("files")
    void cutAtAnyLengthAreRefusedInOrder(String file) throws IOException {
        byte[] bytes = Files.readAllBytes(SAMPLES.resolve(file));
        for (int length = 0; length <= 64; length++) {
            read(ImageBytes.wrap(Arrays.copyOf(bytes, length)));
        }
    }

    @ParameterizedTest
    @DisplayName("are read, or refused with a clear error, with changed bytes")
    @MethodSource("files")
    void withChangedBytesAreReadOrRefusedInOrder(String file) throws IOException {
        Random random = new Random(file.hashCode());
        byte[] whole = Files.readAllBytes(SAMPLES.resolve(file));
        for (int flip = 0; flip < FLIPS; flip++) {
            byte[] bytes = Arrays.copyOf(whole, Math.min(whole.length, FLIPPED_BYTES + random.nextInt(FLIPPED_BYTES)));
            for (int change = 0; change <= flip % 4; change++) {
                bytes[random.nextInt(Math.min(bytes.length, FLIPPED_BYTES))] = (byte) random.nextInt();
            }
            read(ImageBytes.wrap(bytes));
        }
    }

    private static String extension(Sample sample) {
        return sample.file().substring(sample.file().indexOf('.') + 1).toUpperCase(Locale.ROOT);
    }

    /** Anything but a header or one of Spotter's own exceptions fails the test. */
    private static void read(ImageBytes bytes) {
        try {
            assertThat(ImageHeader.read(bytes).widthPixels()).isPositive();
        } catch (SpotterException e) {
            assertThat(e.isRetryable()).isFalse();
        }
    }
}
