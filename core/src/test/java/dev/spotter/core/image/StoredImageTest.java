package dev.spotter.core.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ReadOnlyBufferException;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A stored image")
class StoredImageTest {
    @Test
    @DisplayName("knows its type by its bytes whatever its name")
    void knowsItsTypeByItsBytesWhateverItsName() {
        Upload upload = new Upload(ImageId.of(new byte[16]), new Filename("a.jpg"), Instant.EPOCH);
        assertThat(new StoredImage(upload, Headers.png(1, 1)).contentType()).isEqualTo("image/png");
        assertThat(new StoredImage(upload, Headers.image("text")).contentType()).isEqualTo("application/octet-stream");
        assertThat(new StoredImage(upload, Headers.image("text")).id()).isEqualTo(upload.id());
    }

    @Test
    @DisplayName("its bytes cannot be changed")
    void itsBytesCannotBeChanged() throws IOException {
        byte[] given = {1, 2, 3};
        ImageBytes bytes = ImageBytes.copyOf(given);
        given[0] = 9;
        bytes.toByteArray()[1] = 9;
        assertThatThrownBy(() -> bytes.buffer().put(2, (byte) 9)).isInstanceOf(ReadOnlyBufferException.class);
        assertThat(bytes.stream().readAllBytes()).containsExactly(1, 2, 3);
        assertThat(bytes).isEqualTo(ImageBytes.wrap(new byte[] {1, 2, 3})).hasToString("ImageBytes[3]");
    }
}
