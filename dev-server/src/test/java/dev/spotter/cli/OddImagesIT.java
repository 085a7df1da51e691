package dev.spotter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.spotter.devserver.Samples;
import dev.spotter.tck.ReferenceImage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The command line, of odd images,")
class OddImagesIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest(name = "with {0}, TurboJPEG {1}")
    @DisplayName("gives the reference's labels, or refuses them as the reference does")
    @CsvSource({"pytorch, on, 1", "pytorch, off, 2", "onnx, on, 3", "onnx, off, 4"})
    void reference(String engine, String turboJpeg, int order) throws Exception {
        List<ReferenceImage> images = new ArrayList<>(Samples.oddImages());
        Collections.shuffle(images, new Random(order));
        List<String> arguments = new ArrayList<>(List.of("classify", "--json", "--top", "1000", "--engine", engine));
        images.forEach(image -> arguments.add(image.file().toString()));

        SpotterProcess.Ended ended = SpotterProcess.run(
                new byte[0], List.of(), Map.of("SPOTTER_TURBOJPEG", turboJpeg), arguments.toArray(String[]::new));

        List<String> lines = ended.out().lines().toList();
        assertThat(lines).as(ended.err()).hasSameSizeAs(images);
        for (int i = 0; i < lines.size(); i++) {
            images.get(i).check(Samples.outcome(JSON.readTree(lines.get(i))));
        }
        assertThat(ended.exitStatus()).isEqualTo(1);
    }
}
