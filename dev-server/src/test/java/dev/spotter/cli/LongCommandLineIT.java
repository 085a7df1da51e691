package dev.spotter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A long command line")
class LongCommandLineIT {
    private static final int FILES = 2_000;
    /** Near what Linux takes as one argument, 128 KiB. */
    private static final int LONG = 120_000;

    @TempDir
    private Path directory;

    @ParameterizedTest(name = "{0}")
    @DisplayName("of 2,000 files has them all classified")
    @ValueSource(strings = {"pytorch", "onnx"})
    void files(String engine) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("classify", "--json", "--top", "1", "--engine", engine));
        IntStream.range(0, FILES).mapToObj(this::image).forEach(arguments::add);

        SpotterProcess.Ended ended = SpotterProcess.run(arguments.toArray(String[]::new));

        assertThat(ended.exitStatus()).as(ended.err()).isZero();
        assertThat(ended.out().lines()).hasSize(FILES).allMatch(line -> line.contains("\"label\""));
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("with a long property and a long class path does no harm")
    @ValueSource(strings = {"pytorch", "onnx"})
    void options(String engine) throws Exception {
        String entry = File.pathSeparator + directory.resolve("no-such.jar");
        List<String> options = List.of(
                "-Dpad=" + "a".repeat(LONG),
                "-Xbootclasspath/a:" + entry.substring(1) + entry.repeat(LONG / entry.length() - 1));

        SpotterProcess.Ended ended =
                SpotterProcess.run(new byte[0], options, "classify", "--engine", engine, "../samples/coffee.png");

        assertThat(ended.exitStatus()).as(ended.err()).isZero();
        assertThat(ended.out()).contains("espresso");
    }

    /** One that is read at once. */
    private String image(int number) {
        File file = directory.resolve("image-%04d.png".formatted(number)).toFile();
        try {
            ImageIO.write(new BufferedImage(8, 8, BufferedImage.TYPE_3BYTE_BGR), "png", file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file.toString();
    }
}
