package dev.spotter.core.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A platform")
class PlatformTest {
    @ParameterizedTest
    @DisplayName("is detected by Java's system properties")
    @CsvSource({
        "Linux, amd64, true, false, false, true, false",
        "Linux, aarch64, true, false, false, false, true",
        "Mac OS X, x86_64, false, true, false, true, false",
        "Windows 11, amd64, false, false, true, true, false",
        "FreeBSD, riscv64, false, false, false, false, false"
    })
    void names(String system, String processor, boolean linux, boolean mac, boolean windows, boolean x86, boolean arm) {
        Platform platform = new Platform(system, processor);

        assertThat(new boolean[] {
                    platform.isLinux(), platform.isMac(), platform.isWindows(), platform.isX86(), platform.isArm()
                })
                .containsExactly(linux, mac, windows, x86, arm);
        assertThat(platform).hasToString(system + " " + processor);
    }
}
