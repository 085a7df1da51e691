package dev.spotter.core.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.spotter.core.error.ImageTooLargeException;
import dev.spotter.core.error.TooManyPixelsException;
import dev.spotter.core.error.UnsupportedImageException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The limits of an image")
class ImageLimitsTest {
    private static final ImageLimits LIMITS = new ImageLimits(1000, 600, 50);

    @Test
    @DisplayName("accept images at the limits")
    void takesImagesAtTheLimits() {
        LIMITS.checkBytes(1000);
        LIMITS.checkPixels(50, 12);
        LIMITS.checkPixels(12, 50);
        assertThat(LIMITS.check(Headers.png(30, 20))).returns(30L, ImageHeader::widthPixels);
    }

    @Test
    @DisplayName("refuse too many bytes before the header is read")
    void refusesTooManyBytesBeforeAnythingElse() {
        assertThatExceptionOfType(ImageTooLargeException.class)
                .isThrownBy(() -> LIMITS.check(ImageBytes.wrap(new byte[1001])))
                .withMessage("the image is larger than the limit of 1,000 bytes")
                .returns(1000L, ImageTooLargeException::maxBytes);
        assertThatExceptionOfType(UnsupportedImageException.class)
                .isThrownBy(() -> LIMITS.check(ImageBytes.wrap(new byte[1000])));
    }

    @Test
    @DisplayName("refuse a side that is too long and too many pixels")
    void refusesTooLongASideAndTooManyPixels() {
        assertThatExceptionOfType(TooManyPixelsException.class)
                .isThrownBy(() -> LIMITS.check(Headers.png(1, 51)))
                .withMessage("the image is 1 x 51 pixels, over the limit of 50 pixels a side");
        assertThatExceptionOfType(TooManyPixelsException.class)
                .isThrownBy(() -> LIMITS.check(Headers.png(50, 13)))
                .withMessage("the image is 50 x 13 pixels, over the limit of 600 pixels")
                .returns(50L, TooManyPixelsException::widthPixels)
                .returns(13L, TooManyPixelsException::heightPixels);
    }

    @Test
    @DisplayName("refuse the largest sides that a header can declare, without overflow")
    void refusesTheLargestClaimWithoutOverflow() {
        ImageLimits anySide = new ImageLimits(1000, 50_000_000, Long.MAX_VALUE);
        assertThatExceptionOfType(TooManyPixelsException.class)
                .isThrownBy(() -> anySide.check(Headers.png(0xFFFFFFFFL, 0xFFFFFFFFL)));
        assertThatExceptionOfType(TooManyPixelsException.class)
                .isThrownBy(() -> ImageLimits.DEFAULT.check(Headers.png(60_000, 60_000)));
    }

    @Test
    @DisplayName("name a limit that is not positive")
    void namesALimitThatMakesNoSense() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LIMITS.withMaxBytes(0))
                .withMessage("maxBytes must be at least 1 but was 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ImageLimits(1, -1, 1))
                .withMessage("maxPixels must be at least 1 but was -1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ImageLimits(1, 1, 0))
                .withMessage("maxSidePixels must be at least 1 but was 0");
    }

    @Test
    @DisplayName("have the documented defaults")
    void hasTheLimitsOfTheDefault() {
        assertThatCode(() -> ImageLimits.DEFAULT.checkBytes(10 * 1024 * 1024)).doesNotThrowAnyException();
        assertThat(ImageLimits.DEFAULT).isEqualTo(new ImageLimits(10_485_760, 50_000_000, 20_000));
    }
}
