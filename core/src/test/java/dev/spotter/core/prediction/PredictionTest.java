package dev.spotter.core.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.spotter.core.error.DamagedImageException;
import dev.spotter.core.error.ErrorCode;
import dev.spotter.core.image.Filename;
import dev.spotter.core.image.ImageId;
import dev.spotter.core.image.Upload;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A prediction")
class PredictionTest {
    private static final Instant NANOS = Instant.parse("2026-03-01T12:00:00.123456789Z");
    private static final Instant MILLIS = Instant.parse("2026-03-01T12:00:00.123Z");
    private static final Upload UPLOAD = new Upload(ImageId.of(new byte[16]), new Filename("a.jpg"), NANOS);

    @Test
    @DisplayName("times are kept to the millisecond")
    void timesAreKeptToTheMillisecond() {
        Failure failure = new Failure(ErrorCode.INTERNAL, "reason");
        assertThat(UPLOAD.uploadedAt()).isEqualTo(MILLIS);
        assertThat(new Prediction.Failed(UPLOAD, Sequence.of(1), failure, NANOS).finishedAt())
                .isEqualTo(MILLIS);
    }

    @Test
    @DisplayName("A failure has the message and code of a known error")
    void aFailureSaysWhatAKnownErrorSays() {
        assertThat(Failure.of(new DamagedImageException("the image ends early")))
                .isEqualTo(new Failure(ErrorCode.IMAGE_DAMAGED, "the image ends early"));
    }

    @Test
    @DisplayName("A failure hides the message of an unexpected error")
    void aFailureSaysNothingOfTheInside() {
        Failure failure = Failure.of(new IllegalStateException("/secret/path"));
        assertThat(failure.code()).isEqualTo(ErrorCode.INTERNAL);
        assertThat(failure.reason()).isNotBlank().doesNotContain("secret");
    }

    @Test
    @DisplayName("A failure with a blank reason is refused")
    void aFailureHasAReason() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Failure(ErrorCode.INTERNAL, " "))
                .withMessage("reason must not be blank");
    }
}
