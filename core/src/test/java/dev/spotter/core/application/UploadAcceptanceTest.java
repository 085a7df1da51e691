package dev.spotter.core.application;

import static dev.spotter.core.application.InMemoryApplication.CLOCK;
import static dev.spotter.core.application.InMemoryApplication.LIMITS;
import static dev.spotter.core.application.InMemoryApplication.NOON;
import static dev.spotter.core.application.InMemoryApplication.newId;
import static dev.spotter.core.application.InMemoryApplication.sample;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.spotter.core.error.DamagedImageException;
import dev.spotter.core.error.ImageAlreadyStoredException;
import dev.spotter.core.error.ImageTooLargeException;
import dev.spotter.core.error.InvalidRequestException;
import dev.spotter.core.error.SpotterException;
import dev.spotter.core.error.StorageException;
import dev.spotter.core.error.TooManyPixelsException;
import dev.spotter.core.error.UnsupportedImageException;
import dev.spotter.core.image.Filename;
import dev.spotter.core.image.ImageBytes;
import dev.spotter.core.image.ImageId;
import dev.spotter.core.image.ImageLimits;
import dev.spotter.core.image.Upload;
import dev.spotter.core.prediction.Prediction.Pending;
import dev.spotter.core.testing.MapImageStore;
import dev.spotter.core.testing.MapPredictionRepository;
import java.io.IOException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The acceptance of an image")
class UploadAcceptanceTest {
    private final InMemoryApplication application = new InMemoryApplication();
    private final MapImageStore store = application.store();
    private final MapPredictionRepository predictions = application.predictions();

    @Test
    @DisplayName("stores an upload, which then waits")
    void stored() throws IOException {
        UploadAcceptance.Receipt receipt = application.accept("../caf\u00E9.jpg", sample("rocket.jpg"));
        Upload upload = receipt.image().upload();
        assertThat(receipt.givenFilename()).isEqualTo("../caf\u00E9.jpg");
        assertThat(upload.filename()).hasToString("caf\u00E9.jpg");
        assertThat(upload.uploadedAt()).isEqualTo(NOON);
        assertThat(receipt.header().widthPixels()).isEqualTo(640);
        assertThat(store.load(upload.id())).contains(receipt.image());
        assertThat(application.lookup().byId(upload.id().text())).isEqualTo(new Pending(upload));
        assertThat(application.lookup().byFilename("directory/cafe\u0301.jpg")).isEqualTo(new Pending(upload));
    }

    @Test
    @DisplayName("keeps nothing of what it refuses")
    void refused() throws IOException {
        ImageBytes rocket = sample("rocket.jpg");
        refused(InvalidRequestException.class, "..", rocket);
        refused(ImageTooLargeException.class, "a.jpg", ImageBytes.wrap(new byte[200_001]));
        refused(UnsupportedImageException.class, "a.jpg", ImageBytes.wrap(new byte[100]));
        refused(DamagedImageException.class, "a.jpg", ImageBytes.wrap(new byte[] {-1, -40, -1, -32}));
        UploadAcceptance narrow = new UploadAcceptance(
                store, predictions, new ImageLimits(200_000, 100, 2_000), CLOCK, InMemoryApplication::newId);
        assertThatExceptionOfType(TooManyPixelsException.class).isThrownBy(() -> narrow.accept("a.jpg", rocket));
        assertThat(store.images()).isEmpty();
    }

    @Test
    @DisplayName("notes no image that could not be stored")
    void notStored() throws IOException {
        ImageBytes rocket = sample("rocket.jpg");
        ImageId id = newId();
        store.failWith(StorageException.permanentFailure("the disk is broken", null));
        UploadAcceptance acceptance = new UploadAcceptance(store, predictions, LIMITS, CLOCK, () -> id);
        assertThatExceptionOfType(StorageException.class).isThrownBy(() -> acceptance.accept("a.jpg", rocket));
        assertThat(predictions.find(id)).isEmpty();
    }

    @Test
    @DisplayName("takes a signed upload once")
    void signed() throws IOException {
        Upload signed = new Upload(newId(), new Filename("a.jpg"), NOON);
        UploadAcceptance acceptance =
                new UploadAcceptance(store, predictions, LIMITS, CLOCK, InMemoryApplication::newId);
        assertThat(acceptance.accept(signed, sample("rocket.jpg")).image().upload())
                .isEqualTo(signed);
        assertThat(application.found(signed)).isEqualTo(new Pending(signed));
        ImageBytes other = sample("coffee.png");
        ImageBytes same = sample("rocket.jpg");
        UploadAcceptance large =
                new UploadAcceptance(store, predictions, ImageLimits.DEFAULT, CLOCK, InMemoryApplication::newId);
        assertThatExceptionOfType(ImageAlreadyStoredException.class).isThrownBy(() -> acceptance.accept(signed, same));
        assertThatExceptionOfType(ImageAlreadyStoredException.class).isThrownBy(() -> large.accept(signed, other));
        assertThat(store.load(signed.id()).orElseThrow().bytes()).isEqualTo(same);
    }

    private void refused(Class<? extends SpotterException> error, String filename, ImageBytes bytes) {
        assertThatExceptionOfType(error).isThrownBy(() -> application.accept(filename, bytes));
    }
}
