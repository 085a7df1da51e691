package dev.spotter.core.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("SHA-256")
class Sha256Test {
    private static final byte[] ABC = "abc".getBytes(UTF_8);
    /** The example of FIPS 180-2, appendix B.1. */
    private static final String HEX_OF_ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @TempDir
    Path directory;

    @Test
    @DisplayName("is the same of an array, a buffer and a file")
    void same() throws IOException {
        assertThat(Sha256.hex(ABC)).isEqualTo(HEX_OF_ABC);
        assertThat(Sha256.hex(ByteBuffer.wrap(ABC).asReadOnlyBuffer())).isEqualTo(HEX_OF_ABC);
        assertThat(Sha256.hex(Files.write(directory.resolve("file"), ABC))).isEqualTo(HEX_OF_ABC);
        assertThat(Sha256.digest(ABC)).isEqualTo(HexFormat.of().parseHex(HEX_OF_ABC));
    }

    @Test
    @DisplayName("of parts depends on where one ends and the next begins")
    void parts() {
        assertThat(Sha256.hexOfParts("ab".getBytes(UTF_8), "c".getBytes(UTF_8)))
                .isNotEqualTo(Sha256.hexOfParts("a".getBytes(UTF_8), "bc".getBytes(UTF_8)));
    }
}
