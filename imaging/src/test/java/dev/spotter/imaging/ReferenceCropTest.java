package dev.spotter.imaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import dev.spotter.core.image.ImageLimits;
import dev.spotter.core.internal.Sha256;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Crops of the sample images are what Pillow and torchvision make of them")
class ReferenceCropTest {
    private static final int CELLS = 16;
    private static final double MAX_DIFFERENCE = 0.02;
    private static final String LOSSY_WEBP = "formats/photo.webp";
    private static final int CELL_PIXELS = Samples.CROP / CELLS;

    private static final JsonObject REFERENCE = readReference();
    private final ImageDecoder decoder = newDecoder(ImageLimits.DEFAULT);

    ImageDecoder newDecoder(ImageLimits limits) {
        return new ImageDecoder(limits);
    }

    static List<String> names() {
        return List.copyOf(REFERENCE.keySet());
    }

    static Stream<String> allNames() {
        return Samples.names().stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("allNames")
    @DisplayName("Every sample image has a reference, and its upright size")
    void sizes(String name) {
        DecodedImage image = decoder.decode(Samples.bytes(name));

        assertThat(image.widthPixels()).isEqualTo(reference(name).get("width").getAsInt());
        assertThat(image.heightPixels()).isEqualTo(reference(name).get("height").getAsInt());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("names")
    @DisplayName("Bilinear")
    void bilinear(String name) {
        check(name, Interpolation.BILINEAR);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("names")
    @DisplayName("Bicubic")
    void bicubic(String name) {
        check(name, Interpolation.BICUBIC);
    }

    /** Of formats whose pixels are the same with every decoder. */
    static List<String> losslessNames() {
        return names().stream()
                .filter(name -> !name.endsWith(".jpg") && !name.equals(LOSSY_WEBP))
                .toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("losslessNames")
    @DisplayName("To the last bit where the format is lossless")
    void exact(String name) {
        DecodedImage image = decoder.decode(Samples.bytes(name));
        for (Interpolation interpolation : Interpolation.values()) {
            assertThat(sha256(Samples.crop(image, interpolation)))
                    .as("%s", interpolation)
                    .isEqualTo(expected(name, interpolation).get("sha256").getAsString());
        }
    }

    /** Of the levels, pixel by pixel. */
    private static String sha256(float[] planes) {
        int area = Samples.CROP * Samples.CROP;
        byte[] levels = new byte[planes.length];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = (byte) Math.round(planes[i % 3 * area + i / 3]);
        }
        return Sha256.hex(levels);
    }

    private void check(String name, Interpolation interpolation) {
        float[] crop = Samples.crop(decoder.decode(Samples.bytes(name)), interpolation);
        double[] cells = cells(crop);
        List<Double> expected = expected(name, interpolation).getAsJsonArray("cells").asList().stream()
                .map(value -> value.getAsDouble() / 100)
                .toList();
        double max = 0;
        double sum = 0;
        for (int i = 0; i < cells.length; i++) {
            double difference = Math.abs(cells[i] - expected.get(i));
            max = Math.max(max, difference);
            sum += difference / cells.length;
        }
        System.out.printf("%-26s %-9s mean %.3f max %.3f%n", name, interpolation, sum, max);
        assertThat(max).as("largest difference of a cell").isLessThan(MAX_DIFFERENCE);
        assertThat(sum).as("mean difference of a cell").isLessThan(MAX_DIFFERENCE / 3);
    }

    private static double[] cells(float[] crop) {
        double[] cells = new double[CELLS * CELLS * 3];
        for (int i = 0; i < crop.length; i++) {
            int channel = i / (Samples.CROP * Samples.CROP);
            int y = i / Samples.CROP % Samples.CROP / CELL_PIXELS;
            int x = i % Samples.CROP / CELL_PIXELS;
            cells[(y * CELLS + x) * 3 + channel] += crop[i] / (CELL_PIXELS * CELL_PIXELS);
        }
        return cells;
    }

    private static JsonObject expected(String name, Interpolation interpolation) {
        return reference(name).getAsJsonObject(interpolation == Interpolation.BILINEAR ? "bilinear" : "bicubic");
    }

    private static JsonObject reference(String name) {
        return Objects.requireNonNull(REFERENCE.getAsJsonObject(name), name);
    }

    private static JsonObject readReference() {
        try (Reader reader = new InputStreamReader(
                Objects.requireNonNull(ReferenceCropTest.class.getResourceAsStream("reference-crops.json")), UTF_8)) {
            return new Gson().fromJson(reader, JsonObject.class);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
