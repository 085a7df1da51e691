package dev.spotter.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.spotter.core.error.ClassificationException;
import dev.spotter.core.error.DamagedImageException;
import dev.spotter.core.error.SpotterException;
import dev.spotter.core.image.ImageBytes;
import dev.spotter.core.image.ImageLimits;
import dev.spotter.core.image.Orientation;
import dev.spotter.tck.internal.OtherJvm;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("An image that fails while it is read")
class AfterFailureTest {
    private static final int INPUT_FLOATS = 3 * Samples.CROP * Samples.CROP;
    private static final int SMALL_STACK_BYTES = 512 << 10;
    /** How many calls the stack is shorter at each further try. */
    private static final int STEP = 8;
    /** Read by code in Java alone: what native code does at the end of a stack is not defined. */
    private static final List<String> IN_JAVA = List.of("formats/photo.bmp", "formats/photo.gif", "formats/photo.tiff");

    @Test
    @DisplayName("is reported as damaged, also if the damage shows only when its samples are read")
    void lateDamage() {
        for (Throwable failure : List.of(new ArithmeticException("/ by zero"), new StackOverflowError())) {
            assertThatExceptionOfType(DamagedImageException.class)
                    .isThrownBy(() -> useWith(failure))
                    .withMessage("the PNG image is damaged: its data cannot be decoded");
        }
    }

    @Test
    @DisplayName("is not damaged where the memory was full: that is a transient failure")
    void fullMemory() {
        OutOfMemoryError full = new OutOfMemoryError("Java heap space");
        for (Throwable failure : List.of(full, new IllegalStateException("a codec failed", full))) {
            assertThatExceptionOfType(ClassificationException.class)
                    .isThrownBy(() -> useWith(failure))
                    .withMessage("there is not enough memory left to decode the PNG image")
                    .matches(SpotterException::isRetryable);
        }
    }

    @Test
    @DisplayName("is damaged, also where a decoded image is written later")
    void lateWriting() {
        SampledAxis side = SampledAxis.centred(300, 1);
        PixelRows rows = new WindowRows(300, 300, new BufferRows(ByteBuffer.allocate(3), 1, 1), 0, 0);
        DecodedImage image = new DecodedImage(rows, side, side, Orientation.AS_STORED);
        FloatBuffer out = FloatBuffer.allocate(INPUT_FLOATS);

        assertThatExceptionOfType(DamagedImageException.class)
                .isThrownBy(() -> InputWriter.write(image, Samples.plain(Interpolation.BILINEAR), out))
                .withMessage("the image is damaged: its data cannot be decoded");
        assertThat(out.array()).containsOnly(0);
    }

    @Test
    @DisplayName("leaves a reader that reads the next one right, wherever the stack ended")
    void stackOverflow() throws Exception {
        FutureTask<?> dive = new FutureTask<>(AfterFailureTest::readAtTheStacksEnd, true);
        Thread thread = new Thread(null, dive, "small stack", SMALL_STACK_BYTES);
        thread.start();
        dive.get();
    }

    @Test
    @DisplayName("leaves a reader that reads the next one right, where the memory ended")
    void outOfMemory(@TempDir Path directory) throws Exception {
        assertThat(OtherJvm.said(
                        "read", directory.resolve("output"), List.of("-Xmx20m", "-Xss2m"), ReadInSmallHeap.class))
                .containsExactly("as before after: there is not enough memory left to decode the PNG image");
    }

    private static DecodedImage useWith(Throwable failure) {
        try (Workspace workspace = new Workspace()) {
            return new ImageDecoder(ImageLimits.DEFAULT)
                    .decode(Samples.bytes("formats/one-pixel.png"), DecodeRequest.WHOLE, workspace, image -> {
                        if (failure instanceof Error error) {
                            throw error;
                        }
                        throw (RuntimeException) failure;
                    });
        }
    }

    /** From the end of the stack upwards, reads at one depth after the other until it succeeds. */
    private static void readAtTheStacksEnd() {
        try (InputReader reader =
                new InputReader(new ImageDecoder(ImageLimits.DEFAULT), Samples.plain(Interpolation.BILINEAR))) {
            for (String name : IN_JAVA) {
                ImageBytes image = Samples.bytes(name);
                float[] expected = read(reader, image);
                Dive dive = new Dive(reader, image);
                dive.down(0);
                assertThat(dive.failures).as(name).isPositive();
                assertThat(Arrays.equals(dive.read, expected)).as(name).isTrue();
                assertThat(Arrays.equals(read(reader, image), expected))
                        .as(name)
                        .isTrue();
            }
        }
    }

    private static float[] read(InputReader reader, ImageBytes image) {
        FloatBuffer out = FloatBuffer.allocate(INPUT_FLOATS);
        reader.read(image, out);
        return out.array();
    }

    private static final class Dive {
        private final InputReader reader;
        private final ImageBytes image;
        private int failures;
        private float[] read = new float[0];

        Dive(InputReader reader, ImageBytes image) {
            this.reader = reader;
            this.image = image;
        }

        void down(int depth) {
            if (read.length == 0) {
                try {
                    down(depth + 1);
                } catch (StackOverflowError e) {
                    // The bottom: from here upwards.
                }
            }
            if (read.length > 0 || depth % STEP != 0) {
                return;
            }
            try {
                read = AfterFailureTest.read(reader, image);
            } catch (SpotterException | StackOverflowError e) {
                failures++;
            }
        }
    }
}
