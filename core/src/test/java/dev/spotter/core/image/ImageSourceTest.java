package dev.spotter.core.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.spotter.core.error.ImageTooLargeException;
import dev.spotter.core.error.InvalidRequestException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("An image source")
class ImageSourceTest {
    private static final ImageLimits LIMITS = ImageLimits.DEFAULT.withMaxBytes(100);

    @TempDir
    Path directory;

    @Test
    @DisplayName("reads a file, a stream and bytes up to the limit, and refuses more")
    void limit() throws IOException {
        byte[] most = new byte[100];
        most[99] = 1;
        byte[] tooMany = new byte[101];
        Path file = Files.write(directory.resolve("most"), most);
        Path larger = Files.write(directory.resolve("larger"), tooMany);

        assertThat(ImageSource.of(file).read(LIMITS).toByteArray()).isEqualTo(most);
        assertThat(ImageSource.of(new ByteArrayInputStream(most)).read(LIMITS).toByteArray())
                .isEqualTo(most);
        assertThat(ImageBytes.wrap(most).read(LIMITS).toByteArray()).isEqualTo(most);
        assertRefused(ImageSource.of(larger));
        assertRefused(ImageSource.of(new ByteArrayInputStream(tooMany)));
        assertRefused(ImageBytes.wrap(tooMany));
    }

    @Test
    @DisplayName("does not read a file that is too large: one of a terabyte is refused at once")
    void sizeFirst() throws IOException {
        Path huge = directory.resolve("huge");
        try (RandomAccessFile file = new RandomAccessFile(huge.toFile(), "rw")) {
            file.setLength(1L << 40);
        }

        assertRefused(ImageSource.of(huge));
    }

    @Test
    @DisplayName("stops to read a stream that has no end")
    void endless() {
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return 0;
            }
        };

        assertRefused(ImageSource.of(endless));
    }

    @Test
    @DisplayName("reads as many bytes as a file has, where it has another size than it had")
    void changingSize() throws IOException {
        byte[] content = new byte[60];
        for (long expected : new long[] {0, 40, 60, 90}) {
            assertThat(ImageStream.read(new ByteArrayInputStream(content), expected, LIMITS)
                            .sizeBytes())
                    .isEqualTo(60);
        }
        assertThatExceptionOfType(ImageTooLargeException.class)
                .isThrownBy(() -> ImageStream.read(new ByteArrayInputStream(new byte[101]), 60, LIMITS));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    @DisplayName("reads a file whose size the system does not say")
    void sizeless() throws IOException {
        assertThat(ImageSource.of(Path.of("/proc/self/cmdline"))
                        .read(ImageLimits.DEFAULT)
                        .sizeBytes())
                .isPositive();
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there are no named pipes among files")
    @DisplayName("refuses a named pipe and a device, which may have no end")
    void pipes() throws Exception {
        Path pipe = directory.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();

        for (Path path : new Path[] {pipe, Path.of("/dev/zero")}) {
            assertThatExceptionOfType(InvalidRequestException.class)
                    .isThrownBy(() -> ImageSource.of(path).read(LIMITS))
                    .withMessageContaining("it is a named pipe or a device; accepted are files");
        }
    }

    @Test
    @DisplayName("of a file is named by its path, and fails if there is no such file")
    void missing() {
        Path missing = directory.resolve("missing");
        ImageSource image = ImageSource.of(missing);

        assertThat(image).hasToString(missing.toString());
        assertThatExceptionOfType(NoSuchFileException.class).isThrownBy(() -> image.read(LIMITS));
    }

    private static void assertRefused(ImageSource image) {
        assertThatExceptionOfType(ImageTooLargeException.class)
                .isThrownBy(() -> image.read(LIMITS))
                .withMessageContaining("the limit of 100 bytes");
    }
}
