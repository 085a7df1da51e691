package dev.spotter.core.application;

import static dev.spotter.core.application.InMemoryApplication.CLOCK;
import static dev.spotter.core.application.InMemoryApplication.LIMITS;
import static dev.spotter.core.application.InMemoryApplication.NOON;
import static dev.spotter.core.application.InMemoryApplication.newId;
import static dev.spotter.core.application.InMemoryApplication.newToken;
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
import dev.spotter.core.error.UploadForbiddenException;
import dev.spotter.core.image.DeletionHash;
import dev.spotter.core.image.DeletionToken;
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
    @DisplayName("stores nothing of a refused upload")
    void refused() throws IOException {
        ImageBytes rocket = sample("rocket.jpg");
        refused(InvalidRequestException.class, "..", rocket);
        refused(ImageTooLargeException.class, "a.jpg", ImageBytes.wrap(new byte[200_001]));
        refused(UnsupportedImageException.class, "a.jpg", ImageBytes.wrap(new byte[100]));
        refused(DamagedImageException.class, "a.jpg", ImageBytes.wrap(new byte[] {-1, -40, -1, -32}));
        UploadAcceptance narrow = application.acceptance(new ImageLimits(200_000, 100, 2_000));
        assertThatExceptionOfType(TooManyPixelsException.class).isThrownBy(() -> narrow.accept("a.jpg", rocket));
        assertThat(store.images()).isEmpty();
    }

    @Test
    @DisplayName("saves no prediction for an image that could not be stored")
    void notStored() throws IOException {
        ImageBytes rocket = sample("rocket.jpg");
        ImageId id = newId();
        store.failWith(StorageException.permanentFailure("the disk is broken", null));
        UploadAcceptance acceptance =
                new UploadAcceptance(store, predictions, LIMITS, CLOCK, () -> id, InMemoryApplication::newToken);
        assertThatExceptionOfType(StorageException.class).isThrownBy(() -> acceptance.accept("a.jpg", rocket));
        assertThat(predictions.find(id)).isEmpty();
    }

    @Test
    @DisplayName("accepts a signed upload once")
    void signed() throws IOException {
        Upload signed = new Upload(newId(), new Filename("a.jpg"), NOON);
        UploadAcceptance acceptance = application.acceptance(LIMITS);
        DeletionHash hash = newToken().hash();
        UploadAcceptance.Receipt receipt = acceptance.accept(signed, hash, sample("rocket.jpg"));
        assertThat(receipt.image().upload()).isEqualTo(signed);
        assertThat(receipt.deletionToken()).isEmpty();
        assertThat(store.deletionHash(signed.id())).contains(hash);
        assertThat(application.found(signed)).isEqualTo(new Pending(signed));
        ImageBytes other = sample("coffee.png");
        ImageBytes same = sample("rocket.jpg");
        UploadAcceptance large = application.acceptance(ImageLimits.DEFAULT);
        assertThatExceptionOfType(ImageAlreadyStoredException.class)
                .isThrownBy(() -> acceptance.accept(signed, hash, same));
        assertThatExceptionOfType(ImageAlreadyStoredException.class)
                .isThrownBy(() -> large.accept(signed, hash, other));
        assertThat(store.load(signed.id()).orElseThrow().bytes()).isEqualTo(same);
    }

    @Test
    @DisplayName("gives each image its own deletion token, and stores only the hash of it")
    void deletionTokens() throws IOException {
        UploadAcceptance.Receipt first = application.accept("a.jpg", sample("rocket.jpg"));
        UploadAcceptance.Receipt second = application.accept("a.jpg", sample("rocket.jpg"));
        assertThat(first.deletionToken()).isPresent().isNotEqualTo(second.deletionToken());
        assertThat(store.deletionHash(first.image().id()))
                .isEqualTo(first.deletionToken().map(DeletionToken::hash));
    }

    @Test
    @DisplayName("stores no image whose signed upload was deleted before")
    void signedAndDeleted() throws IOException {
        Upload signed = new Upload(newId(), new Filename("a.jpg"), NOON);
        UploadAcceptance acceptance = application.acceptance(LIMITS);
        ImageBytes rocket = sample("rocket.jpg");
        DeletionHash hash = newToken().hash();
        acceptance.accept(signed, hash, rocket);
        application.deletion().delete(signed.id());
        assertThatExceptionOfType(UploadForbiddenException.class)
                .isThrownBy(() -> acceptance.accept(signed, hash, rocket))
                .withMessageContaining("deleted");
        assertThat(store.images()).isEmpty();
    }

    @Test
    @DisplayName("of an empty image is an invalid request")
    void empty() {
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> application.accept("a.png", ImageBytes.wrap(new byte[0])))
                .withMessage("the image is empty");
    }

    private void refused(Class<? extends SpotterException> error, String filename, ImageBytes bytes) {
        assertThatExceptionOfType(error).isThrownBy(() -> application.accept(filename, bytes));
    }
}
