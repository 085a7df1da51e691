package dev.spotter.inference.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spotter.core.internal.Platform;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
                    something else | do not work on this system
                    """)
    void words(String said, String words) {
        String message = NativeLibraryFailure.describe("ONNX Runtime", new UnsatisfiedLinkError(said));
        assertThat(message)
                .startsWith("ONNX Runtime cannot be loaded on " + Platform.current() + ": ")
                .contains(words)
                .doesNotContain("/tmp", "shared object", "ELF", "null");
    }

    @Test
    @DisplayName("is explained by its cause, and without a message")
    void causes() {
        assertThat(NativeLibraryFailure.describe(
                        "libtorch", new UncheckedIOException(new IOException("No space left on device"))))
                .endsWith(": the disk is full");
        assertThat(NativeLibraryFailure.describe("libtorch", new NoClassDefFoundError()))
                .endsWith(": its native files do not work on this system");
    }
}
