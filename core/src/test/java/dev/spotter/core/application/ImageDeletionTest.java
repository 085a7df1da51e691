package dev.spotter.core.application;

import static dev.spotter.core.application.InMemoryApplication.NOON;
import static dev.spotter.core.application.InMemoryApplication.newId;
import static dev.spotter.core.application.InMemoryApplication.newToken;
import static dev.spotter.core.application.InMemoryApplication.sample;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.spotter.core.error.DeletionForbiddenException;
import dev.spotter.core.error.StorageException;
import dev.spotter.core.image.Filename;
import dev.spotter.core.image.ImageId;
import dev.spotter.core.image.StoredImage;
import dev.spotter.core.image.Upload;
import dev.spotter.core.prediction.Prediction.Pending;
import dev.spotter.core.testing.MapImageStore;
import dev.spotter.core.testing.MapPredictionRepository;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The deletion of an image")
class ImageDeletionTest {
    private final InMemoryApplication application = new InMemoryApplication();
    private final MapImageStore store = application.store();
    private final MapPredictionRepository predictions = application.predictions();
    private final ImageDeletion deletion = application.deletion();

    @Test
    @DisplayName("with its token removes image and prediction, and succeeds again")
    void deleted() throws IOException {
        UploadAcceptance.Receipt receipt = application.accept("a.jpg", sample("rocket.jpg"));
        Upload upload = receipt.image().upload();
        for (int i = 0; i < 2; i++) {
            deletion.delete(upload.id().text(), Optional.of(token(receipt)));
            assertThat(store.images()).isEmpty();
            assertThat(predictions.find(upload.id())).isEmpty();
            assertThat(predictions.findNewest(upload.filename())).isEmpty();
        }
    }

    @Test
    @DisplayName("without the token, with another image's or with any other text is refused, and deletes nothing")
    void refused() throws IOException {
        UploadAcceptance.Receipt receipt = application.accept("a.jpg", sample("rocket.jpg"));
        UploadAcceptance.Receipt other = application.accept("b.jpg", sample("rocket.jpg"));
        String right = token(receipt);
        String hash = store.deletionHash(receipt.image().id()).orElseThrow().text();
        for (String wrong : List.of(
                token(other),
                newToken().text(),
                "",
                right + right,
                right.substring(1),
                hash,
                receipt.image().id().text())) {
            assertForbidden(receipt.image().id(), Optional.of(wrong));
        }
        assertForbidden(receipt.image().id(), Optional.empty());
        assertThat(store.images()).hasSize(2);
        Upload upload = receipt.image().upload();
        assertThat(application.found(upload)).isEqualTo(new Pending(upload));
    }

    @Test
    @DisplayName("of an image that no token belongs to is refused")
    void noToken() throws IOException {
        StoredImage image = new StoredImage(new Upload(newId(), new Filename("a.jpg"), NOON), sample("rocket.jpg"));
        store.put(image);
        assertForbidden(image.id(), Optional.of(newToken().text()));
        assertThat(store.load(image.id())).contains(image);
    }

    @Test
    @DisplayName("of an unknown image succeeds with any token and leaves nothing, and is refused without one")
    void unknown() {
        ImageId id = newId();
        for (String text : List.of(id.text(), "", "../../etc/passwd", "no id")) {
            assertThatCode(() -> deletion.delete(text, Optional.of("any"))).doesNotThrowAnyException();
            assertThatExceptionOfType(DeletionForbiddenException.class)
                    .isThrownBy(() -> deletion.delete(text, Optional.empty()));
        }
        assertThat(predictions.createIfAbsent(new Pending(new Upload(id, new Filename("a.jpg"), NOON))))
                .isTrue();
    }

    @Test
    @DisplayName("that fails in between leaves nothing that is visible, and can be repeated")
    void interrupted() throws IOException {
        UploadAcceptance.Receipt receipt = application.accept("a.jpg", sample("rocket.jpg"));
        Upload upload = receipt.image().upload();
        MapImageStore broken = new MapImageStore() {
            @Override
            public void delete(ImageId id) {
                throw StorageException.transientFailure("the disk is busy", null);
            }
        };
        broken.put(receipt.image());
        Optional<String> token = Optional.of(token(receipt));
        assertThatExceptionOfType(StorageException.class).isThrownBy(() -> new ImageDeletion(broken, predictions)
                .delete(upload.id().text(), token));
        assertThat(predictions.find(upload.id())).isEmpty();
        assertThat(store.images()).hasSize(1);
        assertForbidden(upload.id(), Optional.of(newToken().text()));
        deletion.delete(upload.id().text(), token);
        assertThat(store.images()).isEmpty();
    }

    private void assertForbidden(ImageId id, Optional<String> token) {
        assertThatExceptionOfType(DeletionForbiddenException.class)
                .isThrownBy(() -> deletion.delete(id.text(), token))
                .withMessageContaining("Deletion-Token");
    }

    private static String token(UploadAcceptance.Receipt receipt) {
        return receipt.deletionToken().orElseThrow().text();
    }
}
