package dev.spotter.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spotter.core.error.DamagedImageException;
import dev.spotter.core.image.ImageBytes;
import dev.spotter.core.image.ImageLimits;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("slow")
@DisplayName("The costliest image of each form that is accepted")
class DecodingTimeLimitTest {
    /** Two seconds on an ordinary machine, and a quarter more for what else it does. */
    private static final Duration LIMIT = Duration.ofMillis(2_500);
    /** On a slower machine, in decodings of a PNG of 12 million pixels, which takes 0.4 seconds on an ordinary one. */
    private static final double REFERENCES = 7;

    /** Some builds of the JDK bring libjpeg 6b, which takes twice as long for progressive scans. */
    private static final double OLD_JPEG_DECODER = 1.7;

    private static final int TRIES = 3;
    private static final Map<String, ImageDecoder> DECODERS = decoders();

    private static byte[] reference = {};

    private static Map<String, ImageDecoder> decoders() {
        Optional<TurboJpeg> turboJpeg = TurboJpeg.find();
        ImageDecoder java = new ImageDecoder(ImageLimits.DEFAULT);
        return turboJpeg.isEmpty()
                ? Map.of("Java", java)
                : Map.of("Java", java, "TurboJPEG", new ImageDecoder(ImageLimits.DEFAULT, () -> turboJpeg));
    }

    @BeforeAll
    static void warmUp() {
        reference = CostlyPngs.rgba(3_500);
        processorTime(reference, "Java");
    }

    @ParameterizedTest(name = "{0}, by {1}")
    @MethodSource("images")
    @DisplayName("takes about two seconds of processor time at most, decoded or refused")
    void limit(String name, String decoder, Supplier<byte[]> image) {
        byte[] bytes = image.get();
        assertThat(bytes).as("within the limit").hasSizeLessThanOrEqualTo((int) ImageLimits.DEFAULT.maxBytes());
        List<String> measured = new ArrayList<>();
        double factor = name.startsWith("JPEG") && decoder.equals("Java") ? OLD_JPEG_DECODER : 1;
        for (int i = 0; i < TRIES; i++) {
            Duration time = processorTime(bytes, decoder);
            if (time.toMillis() < LIMIT.toMillis() * factor) {
                return;
            }
            double references =
                    (double) time.toNanos() / processorTime(reference, "Java").toNanos();
            if (references < REFERENCES * factor) {
                return;
            }
            measured.add("%d ms, %.1f references".formatted(time.toMillis(), references));
        }
        assertThat(measured).as("%s, by %s", name, decoder).isEmpty();
    }

    static Stream<Arguments> images() {
        return Stream.of(
                        formOf("JPEG", CostlyJpegs.all(), DECODERS.keySet()),
                        formOf("PNG", CostlyPngs.all(), List.of("Java")),
                        formOf("GIF", CostlyRasters.gifs(), List.of("Java")),
                        formOf("BMP", CostlyRasters.bmps(), List.of("Java")),
                        formOf("TIFF", CostlyTiffs.all(), List.of("Java")),
                        formOf("WebP", CostlyWebps.all(), List.of("Java")))
                .flatMap(images -> images);
    }

    private static Stream<Arguments> formOf(
            String format, Map<String, Supplier<byte[]>> images, Iterable<String> decoders) {
        List<Arguments> arguments = new ArrayList<>();
        for (String decoder : decoders) {
            images.forEach((name, image) -> arguments.add(Arguments.of(format + ": " + name, decoder, image)));
        }
        return arguments.stream();
    }

    private static Duration processorTime(byte[] image, String decoder) {
        ImageBytes bytes = ImageBytes.wrap(image);
        long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        try {
            Objects.requireNonNull(DECODERS.get(decoder)).decode(bytes);
        } catch (DamagedImageException e) {
            // Damage that shows at the end costs as much. Any other refusal says that the image is none to measure.
            assertThat(e.getMessage()).contains("damaged");
        }
        return Duration.ofNanos(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start);
    }
}
