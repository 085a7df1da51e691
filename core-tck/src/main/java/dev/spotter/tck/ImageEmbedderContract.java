package dev.spotter.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import dev.spotter.core.embedding.Embedding;
import dev.spotter.core.embedding.ImageEmbedder;
import dev.spotter.core.error.DamagedImageException;
import dev.spotter.core.error.UnsupportedImageException;
import dev.spotter.core.image.ImageBytes;
import dev.spotter.core.image.ImageFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every {@link ImageEmbedder} keeps to, whatever its model and its limits are. */
@DisplayName("An image embedder")
public abstract class ImageEmbedderContract {
    private static final double SAME_VALUE = 1e-4;
    /** JPEG and GIF lose a little; the coffee stays the coffee. */
    private static final double SAME_IMAGE = 0.8;

    private ImageEmbedder embedder;

    /**
     * The embedder under test, called before each test and closed after it. It takes images of 320 x 213 pixels at
     * least.
     */
    protected abstract ImageEmbedder newEmbedder() throws Exception;

    @BeforeEach
    void openEmbedder() throws Exception {
        embedder = newEmbedder();
    }

    @AfterEach
    void closeEmbedder() {
        embedder.close();
    }

    @Test
    @DisplayName("gives a vector with as many values as it says, by the model it names")
    void vector() throws IOException {
        Embedding coffee = embedder.embed(TestImages.coffee());
        assertThat(coffee.dimension()).isEqualTo(embedder.dimension()).isPositive();
        assertThat(coffee.model()).isEqualTo(embedder.model());
        assertThat(coffee.length()).isPositive();
        assertThat(coffee.toUnitLength().length()).isCloseTo(1, within(1e-6));
    }

    @Test
    @DisplayName("reads every format, and gives one image in different formats similar vectors")
    void formats() throws IOException {
        Embedding coffee = embedder.embed(TestImages.coffee());
        for (ImageFormat format : ImageFormat.values()) {
            assertThat(embedder.embed(TestImages.coffee(format)).similarity(coffee))
                    .as(format.displayName())
                    .isGreaterThan(SAME_IMAGE);
        }
    }

    @Test
    @DisplayName("gives the same bytes the same values, from a file as well")
    void repeatable(@TempDir Path directory) throws IOException {
        Embedding first = embedder.embed(TestImages.coffee());
        assertSame(embedder.embed(TestImages.coffee()), first);
        Path file = Files.write(
                directory.resolve("no image's name.txt"), TestImages.coffee().toByteArray());
        assertSame(embedder.embed(file), first);
    }

    @Test
    @DisplayName("says of a missing file that it cannot be read")
    void missingFile(@TempDir Path directory) {
        assertThatIOException().isThrownBy(() -> embedder.embed(directory.resolve("missing.jpg")));
    }

    @Test
    @DisplayName("refuses what is no image and what is cut off, and embeds the next image as before")
    void failures() throws IOException {
        Embedding before = embedder.embed(TestImages.coffee());
        for (ImageBytes noImage : TestImages.noImages()) {
            assertThatExceptionOfType(UnsupportedImageException.class)
                    .as("%s", noImage)
                    .isThrownBy(() -> embedder.embed(noImage));
        }
        for (ImageBytes cutOff : TestImages.cutOff()) {
            assertThatExceptionOfType(DamagedImageException.class)
                    .as("%s", cutOff)
                    .isThrownBy(() -> embedder.embed(cutOff));
        }
        assertSame(embedder.embed(TestImages.coffee()), before);
    }

    @Test
    @DisplayName("gives eight threads at once the vector that it gives one")
    void threads() throws Exception {
        Embedding alone = embedder.embed(TestImages.coffee());
        assertThat(Concurrently.run(i -> () -> embedder.embed(TestImages.coffee())))
                .allSatisfy(each -> assertSame(each, alone));
    }

    @Test
    @DisplayName("embeds no more after it is closed, and may be closed again")
    void closed() {
        embedder.close();
        embedder.close();
        assertThatIllegalStateException().isThrownBy(() -> embedder.embed(TestImages.coffee()));
    }

    private static void assertSame(Embedding embedding, Embedding expected) {
        float[] values = embedding.values();
        float[] others = expected.values();
        assertThat(values).hasSameSizeAs(others);
        double difference = 0;
        for (int i = 0; i < values.length; i++) {
            difference = Math.max(difference, Math.abs(values[i] - others[i]));
        }
        assertThat(difference).isLessThanOrEqualTo(SAME_VALUE * expected.length());
    }
}
