package dev.spotter.core.error;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spotter.core.image.Filename;
import dev.spotter.core.image.ImageLimits;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.util.DefaultLocale;

@DisplayName("Messages with numbers in them")
class MessagesTest {
    @Test
    @DefaultLocale("ar-EG")
    @DisplayName("are the same whatever the machine's language")
    void anyLocale() {
        ImageLimits limits = new ImageLimits(1000, 2000, 20_000);
        assertThatThrownBy(() -> limits.checkBytes(1001))
                .hasMessage("the image is larger than the limit of 1,000 bytes");
        assertThatThrownBy(() -> limits.checkPixels(2001, 1))
                .hasMessage("the image is 2,001 x 1 pixels, over the limit of 2,000 pixels");
        assertThatThrownBy(() -> limits.checkPixels(1, 20_001))
                .hasMessage("the image is 1 x 20,001 pixels, over the limit of 20,000 pixels a side");
        assertThatThrownBy(() -> Filename.clean(".."))
                .hasMessageContaining("1 to 255 bytes")
                .hasMessageEndingWith("0");
    }
}
