package dev.spotter.onnxruntime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("ONNX Runtime's native files")
class NativeFilesTest {
    private static final NativeFiles FILES = NativeFiles.ofThisPlatform().orElseThrow();
    private static final String LIBRARY = System.mapLibraryName("onnxruntime");

    @TempDir
    private Path engines;

    @Test
    @DisplayName("are unpacked once, to a directory of their version and platform")
    void once() throws IOException {
        Path directory = FILES.unpack(engines);
        assertThat(directory).hasFileName("onnxruntime-%s-%s".formatted(FILES.version(), FILES.platform()));
        FileTime time = Files.getLastModifiedTime(directory.resolve(LIBRARY));
        assertThat(FILES.unpack(engines)).isEqualTo(directory);
        assertThat(Files.getLastModifiedTime(directory.resolve(LIBRARY))).isEqualTo(time);
    }

    @Test
    @DisplayName("are unpacked again where they were cut off")
    void cutOff() throws IOException {
        Path library = FILES.unpack(engines).resolve(LIBRARY);
        long size = Files.size(library);
        try (FileChannel file = FileChannel.open(library, StandardOpenOption.WRITE)) {
            file.truncate(size / 2);
        }
        FILES.unpack(engines);
        assertThat(library).hasSize(size);
    }

    @Test
    @DisplayName("are whole for four that unpack them at once, and nothing else is left")
    void atOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        Set<Path> directories = new HashSet<>();
        try {
            List<Callable<Path>> unpacking = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                unpacking.add(() -> FILES.unpack(engines));
            }
            for (Future<Path> directory : threads.invokeAll(unpacking)) {
                directories.add(directory.get());
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(directories).hasSize(1);
        try (Stream<Path> files = Files.list(directories.iterator().next())) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(LIBRARY, System.mapLibraryName("onnxruntime4j_jni"));
        }
    }

    @Test
    @DisplayName("that are not on the class path are named")
    void otherPlatform() {
        assertThatIOException()
                .isThrownBy(() -> new NativeFiles(FILES.version(), "pdp-11").unpack(engines))
                .withMessageContaining(LIBRARY);
    }
}
