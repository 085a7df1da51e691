package dev.spotter.inference.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spotter.core.internal.Platform;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A native library that cannot be loaded")
class NativeLibraryFailureTest {
    @ParameterizedTest
    @DisplayName("is explained in plain words, whichever linker refused it")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    /tmp/liba.so: libgomp.so.1: cannot open shared object file: No such file | needs libgomp.so.1
                    /tmp/liba.so: /lib/libm.so.6: version `GLIBC_2.29' not found | C or C++ library is too old
                    Error loading shared library libstdc++.so.6: No such file or directory | needs libstdc++.so.6
                    Error loading shared library ld-linux-x86-64.so.2: No such file | another C library (musl)
                    /tmp/liba.so: failed to map segment from shared object: Operation not permitted | noexec
                    /tmp/liba.so: wrong ELF class: ELFCLASS32 | another processor
                    /tmp/liba.so: file too short | are damaged
                    C:\\x\\onnxruntime.dll: Can't find dependent libraries | Visual C++ runtime
                    Error relocating /x.so: backtrace: symbol not found | another C library (musl)
                    dlopen(liba.dylib, 1): Symbol not found: _memcpy | C or C++ library is too old
                    /tmp/liba.so: libGL.so.1: cannot open shared object file: No such file | needs libGL.so.1, which
                    /tmp/liba.so: cannot enable executable stack as shared object requires: Permission denied | stack
                    /tmp/liba.so: cannot enable executable stack as shared object requires: Operation not permitted \
                    | executable stack
                    /tmp/liba.so: undefined symbol: _ZN3c10E | do not fit this system's libraries, or one another
                    No Space Left on device | disk is full
                    something else | do not work on this system
                    """)
    void words(String said, String words) {
        String message = NativeLibraryFailure.describe("ONNX Runtime", "the:artifact", new UnsatisfiedLinkError(said));
        assertThat(message)
                .startsWith("ONNX Runtime cannot be loaded on " + Platform.current() + ": ")
                .contains(words)
                .doesNotContain("/tmp", "shared object", "ELF", "null", "class path", "artifact");
    }

    @ParameterizedTest
    @DisplayName("is explained by the artifact to add where the class path has no native files")
    @ValueSource(strings = {"no onnxruntime in java.library.path: /usr/lib", "Offline mode is enabled."})
    void notOnClassPath(String said) {
        assertThat(NativeLibraryFailure.describe("libtorch", "the:artifact", new UnsatisfiedLinkError(said)))
                .endsWith(": its native files are not on the class path for this platform; add the:artifact");
    }

    @Test
    @DisplayName("is explained by the directory for temporary files where that takes none")
    void temporaryFiles() {
        String file = Path.of(System.getProperty("java.io.tmpdir"), "onnxruntime-java1")
                .toString();
        for (IOException cause : List.of(new NoSuchFileException(file), new AccessDeniedException(file))) {
            assertThat(NativeLibraryFailure.describe(
                            "ONNX Runtime",
                            "the:artifact",
                            new ExceptionInInitializerError(new IllegalStateException(cause))))
                    .contains("the directory for temporary files", "java.io.tmpdir")
                    .doesNotContain("class path");
        }
    }

    @Test
    @DisplayName("is explained by its cause, and without a message")
    void causes() {
        assertThat(NativeLibraryFailure.describe(
                        "libtorch",
                        "the:artifact",
                        new UncheckedIOException(new IOException("No space left on device"))))
                .endsWith(": the disk is full");
        assertThat(NativeLibraryFailure.describe("libtorch", "the:artifact", new NoClassDefFoundError()))
                .endsWith(": its native files do not work on this system");
    }
}
