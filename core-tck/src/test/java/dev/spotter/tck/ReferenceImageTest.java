package dev.spotter.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("An image with labels from a reference")
class ReferenceImageTest {
    private static final String WORDS = "the JPEG image is damaged: it ends too early";

    @TempDir
    private Path directory;

    private List<ReferenceImage> images;

    @BeforeEach
    void write() throws IOException {
        Files.writeString(directory.resolve("lossy.webp"), "RIFF....WEBPVP8 ");
        Files.write(directory.resolve("cup.jpg"), TestImages.coffee().toByteArray());
        Files.writeString(
                directory.resolve("expected.json"),
                """
                {"cup.jpg": {"reference": [["espresso", 0.9], ["cup", 0.05]], "note": ""},
                 "lossy.webp": {"reference": [["espresso", 0.9]], "note": ""},
                 "leak.jpg": {"reference": null, "note": "refuse: image-damaged, always"},
                 "odd.bmp": {"reference": null, "note": "refuse or read"}}
                """);
        images = ReferenceImage.in(directory);
    }

    @Test
    @DisplayName("gets the reference's scores, within the tolerance")
    void scores() {
        assertThat(passes("cup.jpg", ImageOutcome.labels(Map.of("espresso", 0.915, "cup", 0.04))))
                .isTrue();
        assertThat(passes("lossy.webp", ImageOutcome.labels(Map.of("espresso", 0.928))))
                .isTrue();
        Stream.of(
                        ImageOutcome.labels(Map.of("espresso", 0.9)),
                        ImageOutcome.labels(Map.of("espresso", 0.93, "cup", 0.05)),
                        ImageOutcome.error("image-damaged", WORDS))
                .forEach(wrong ->
                        assertThat(passes("cup.jpg", wrong)).as("%s", wrong).isFalse());
    }

    @Test
    @DisplayName("is refused with its code, in words for people")
    void refusals() {
        assertThat(passes("leak.jpg", ImageOutcome.error("image-damaged", WORDS)))
                .isTrue();
        assertThat(passes("odd.bmp", ImageOutcome.error("image-format-unsupported", WORDS)))
                .isTrue();
        assertThat(passes("odd.bmp", ImageOutcome.labels(Map.of("cup", 0.5)))).isTrue();
        assertThat(passes("leak.jpg", ImageOutcome.labels(Map.of("cup", 0.5)))).isFalse();
        assertThat(passes("leak.jpg", ImageOutcome.error("image-format-unsupported", WORDS)))
                .isFalse();
        assertThat(passes("odd.bmp", ImageOutcome.error("internal", WORDS))).isFalse();
        Stream.of("", "Index 25 out of bounds", "size is -2", "null", "java.io.EOFException", "X@1b2c3d")
                .forEach(words -> assertThat(passes("odd.bmp", ImageOutcome.error("image-damaged", words)))
                        .as(words)
                        .isFalse());
    }

    private boolean passes(String name, ImageOutcome outcome) {
        ReferenceImage image = images.stream()
                .filter(candidate -> candidate.name().equals(name))
                .findFirst()
                .orElseThrow();
        try {
            image.check(outcome);
            return true;
        } catch (AssertionError e) {
            return false;
        }
    }
}
