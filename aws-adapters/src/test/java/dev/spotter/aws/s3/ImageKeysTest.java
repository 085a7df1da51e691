package dev.spotter.aws.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.spotter.core.image.ImageId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Keys and ids")
class ImageKeysTest {
    private static final String ID = "7zzzzzzzzzzzzzzzzzzzzzzzzz";

    @Test
    @DisplayName("lead to each other for images that Spotter stored")
    void own() {
        assertThat(ImageKeys.UPLOADS.keyOf(new ImageId(ID))).isEqualTo("uploads/" + ID);
        assertThat(ImageKeys.UPLOADS.idOf("uploads/" + ID).text()).isEqualTo(ID);
    }

    @Test
    @DisplayName("lead from any other key to the first 128 bits of its SHA-256")
    void others() {
        ImageId id = ImageKeys.UPLOADS.idOf("uploads/cat.jpg");
        assertThat(id.text()).isEqualTo("4k9xvtgeavsfwx8xsczc5j5798");
        for (String other : new String[] {"uploads/cat.JPG", "cat.jpg", ID, "uploads/a/" + ID, "uploads/" + ID + "x"}) {
            assertThat(ImageKeys.UPLOADS.idOf(other)).isNotEqualTo(id);
            assertThat(ImageKeys.UPLOADS.idOf(other).text()).isNotEqualTo(ID);
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "uploads/a, true",
        "uploads/2026/a.jpg, true",
        "uploads/, false",
        "uploads/2026/, false",
        "other/a, false",
        "uploads, false"
    })
    @DisplayName("are of images if they start with the prefix and are no folder")
    void images(String key, boolean isImage) {
        assertThat(ImageKeys.UPLOADS.contains(key)).isEqualTo(isImage);
    }

    @Test
    @DisplayName("are read from events, where they are form-encoded")
    void events() {
        assertThat(ImageKeys.ofEvent("uploads/red+flower%2B%C3%BC.jpg")).isEqualTo("uploads/red flower+\u00FC.jpg");
        assertThatIllegalArgumentException().isThrownBy(() -> ImageKeys.ofEvent("100%"));
        assertThatIllegalArgumentException().isThrownBy(() -> new ImageKeys("uploads"));
    }
}
