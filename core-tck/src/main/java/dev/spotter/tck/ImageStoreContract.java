package dev.spotter.tck;

import static dev.spotter.tck.TestData.NOON;
import static dev.spotter.tck.TestData.image;
import static dev.spotter.tck.TestData.newId;
import static dev.spotter.tck.TestData.newImage;
import static dev.spotter.tck.TestData.newName;
import static dev.spotter.tck.TestData.newUpload;
import static dev.spotter.tck.TestData.upload;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.spotter.core.error.ImageAlreadyStoredException;
import dev.spotter.core.image.Filename;
import dev.spotter.core.image.ImageBytes;
import dev.spotter.core.image.ImageId;
import dev.spotter.core.image.ImageStore;
import dev.spotter.core.image.StoredImage;
import dev.spotter.core.image.Upload;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link ImageStore} keeps to. */
@DisplayName("An image store")
public abstract class ImageStoreContract {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private ImageStore store;

    /**
     * The store under test, called before each test. It need not be empty. It is closed after the test where it can be
     * closed.
     */
    protected abstract ImageStore newStore() throws Exception;

    @BeforeEach
    void openStore() throws Exception {
        store = newStore();
    }

    @AfterEach
    void closeStore() throws Exception {
        TestData.close(store);
    }

    @Test
    @DisplayName("has nothing under an id that was never stored")
    void absence() {
        assertThat(store.load(newId())).isEmpty();
    }

    @Test
    @DisplayName("gives back what was put: the bytes, the name, the time")
    void roundTrip() {
        StoredImage image = newImage(1000);
        store.put(image);
        assertThat(store.load(image.id())).contains(image);
    }

    @Test
    @DisplayName("gives the upload of an image, and nothing of one that was never stored")
    void uploads() {
        StoredImage image = newImage(1000);
        store.put(image);
        assertThat(store.upload(image.id())).contains(image.upload());
        assertThat(store.upload(newId())).isEmpty();
    }

    @Test
    @DisplayName("distinguishes ids that differ in their last bit")
    void neighbours() {
        String stem = newId().text().substring(0, 25);
        StoredImage image = image(new Upload(new ImageId(stem + "0"), newName(), NOON), 10);
        store.put(image);
        assertThat(store.load(new ImageId(stem + "1"))).isEmpty();
        assertThat(store.load(image.id())).contains(image);
    }

    @Test
    @DisplayName("accepts the same bytes under the same id again")
    void sameBytesAgain() {
        StoredImage image = newImage(1000);
        store.put(image);
        store.put(image);
        store.put(new StoredImage(new Upload(image.id(), newName(), NOON.plusSeconds(1)), image.bytes()));
        assertThat(store.load(image.id())).contains(image);
    }

    @Test
    @DisplayName("refuses other bytes under the same id, keeps the first, and still works")
    void otherBytes() {
        StoredImage first = newImage(1000);
        store.put(first);
        for (int size : new int[] {0, 999, 1000, 1001}) {
            assertThatExceptionOfType(ImageAlreadyStoredException.class)
                    .isThrownBy(() -> store.put(image(first.upload(), size)))
                    .returns(first.id().text(), ImageAlreadyStoredException::imageId);
        }
        assertThat(store.load(first.id())).contains(first);
        StoredImage next = newImage(1000);
        store.put(next);
        assertThat(store.load(next.id())).contains(next);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.spotter.tck.TestData#oddNames")
    @DisplayName("gives back odd names as they are")
    void oddNames(String name) {
        StoredImage image = image(upload(Filename.clean(name), NOON), 10);
        store.put(image);
        assertThat(store.load(image.id())).contains(image);
    }

    @ParameterizedTest(name = "{0} bytes")
    @ValueSource(ints = {0, 1, 8192, 10 << 20})
    @DisplayName("keeps empty and large content")
    void sizes(int sizeBytes) {
        StoredImage image = newImage(sizeBytes);
        store.put(image);
        assertThat(store.load(image.id())).contains(image);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"1970-01-01T00:00:00Z", "2026-12-31T23:59:59.999Z", "2026-03-01T12:00:00.001Z"})
    @DisplayName("keeps times to the millisecond")
    void times(Instant uploadedAt) {
        StoredImage image = image(upload(newName(), uploadedAt), 10);
        store.put(image);
        assertThat(store.load(image.id())).map(StoredImage::upload).contains(image.upload());
    }

    @Test
    @DisplayName("does not change when its caller changes the arrays that were stored or loaded")
    void immutable() {
        byte[] given = {1, 2, 3};
        Upload upload = newUpload();
        store.put(new StoredImage(upload, ImageBytes.copyOf(given)));
        Arrays.fill(given, (byte) 9);
        store.load(upload.id()).ifPresent(found -> Arrays.fill(found.bytes().toByteArray(), (byte) 9));
        assertThat(store.load(upload.id())).map(StoredImage::bytes).contains(ImageBytes.wrap(new byte[] {1, 2, 3}));
    }

    @Test
    @DisplayName("accepts one of eight images with the same id, and keeps it")
    void writersOfOneId() throws Exception {
        Upload upload = newUpload();
        List<Optional<StoredImage>> stored = Concurrently.run(i -> () -> {
            StoredImage image = image(new Upload(upload.id(), newName(), NOON.plusMillis(i)), 100_000 + i);
            return putUnlessStored(image) ? Optional.of(image) : Optional.empty();
        });
        List<StoredImage> winners = stored.stream().flatMap(Optional::stream).toList();
        assertThat(winners).hasSize(1);
        assertThat(store.load(upload.id())).contains(winners.get(0));
    }

    @Test
    @DisplayName("accepts the same image from eight writers at once")
    void writersOfOneImage() throws Exception {
        StoredImage image = newImage(100_000);
        assertThat(Concurrently.run(i -> () -> putUnlessStored(image))).containsOnly(true);
        assertThat(store.load(image.id())).contains(image);
    }

    @Test
    @DisplayName("keeps the images of eight writers of one name apart")
    void writersOfOneName() throws Exception {
        Filename name = newName();
        List<StoredImage> images = Concurrently.run(i -> () -> {
            StoredImage image = image(upload(name, NOON), 10_000);
            store.put(image);
            return image;
        });
        assertThat(images)
                .allSatisfy(image -> assertThat(store.load(image.id())).contains(image));
    }

    @Test
    @DisplayName("shows the whole image or none while it is being put")
    void wholeOrNone() throws Exception {
        StoredImage image = newImage(2 << 20);
        List<Optional<StoredImage>> seen = Concurrently.run(i -> () -> {
            if (i == 0) {
                store.put(image);
            }
            return Concurrently.await(PATIENCE, () -> store.load(image.id()), Optional::isPresent);
        });
        assertThat(seen).allSatisfy(found -> assertThat(found).contains(image));
    }

    @Test
    @DisplayName("gives the hash of the token that may delete an image, and none of an image without one")
    void deletionHashes() {
        StoredImage image = newImage(1000);
        store.put(image);
        assertThat(store.deletionHash(image.id()))
                .isEqualTo(image.deletionHash())
                .isPresent();
        StoredImage without = new StoredImage(newUpload(), image.bytes());
        store.put(without);
        assertThat(store.deletionHash(without.id())).isEmpty();
        assertThat(store.load(without.id())).contains(without);
        assertThat(store.deletionHash(newId())).isEmpty();
    }

    @Test
    @DisplayName("deletes an image with its name and token, and no other image; repeating that succeeds")
    void deletion() {
        StoredImage image = newImage(1000);
        StoredImage other = newImage(1000);
        store.put(image);
        store.put(other);
        for (int i = 0; i < 2; i++) {
            store.delete(image.id());
            assertGone(image.id());
        }
        store.delete(newId());
        assertThat(store.load(other.id())).contains(other);
    }

    @Test
    @DisplayName("takes another image under the id of a deleted one")
    void afterDeletion() {
        StoredImage image = newImage(1000);
        store.put(image);
        store.delete(image.id());
        StoredImage next = image(new Upload(image.id(), newName(), NOON), 500);
        store.put(next);
        assertThat(store.load(image.id())).contains(next);
    }

    @Test
    @DisplayName("shows the whole image or none while it is being deleted, by eight callers")
    void wholeOrNoneWhileDeleted() throws Exception {
        for (int round = 0; round < 10; round++) {
            StoredImage image = newImage(100_000);
            store.put(image);
            List<Optional<StoredImage>> seen = Concurrently.run(i -> () -> {
                if (i % 2 == 0) {
                    store.delete(image.id());
                }
                Optional<StoredImage> found = store.load(image.id());
                store.upload(image.id()).ifPresent(upload -> assertThat(upload).isEqualTo(image.upload()));
                store.deletionHash(image.id())
                        .ifPresent(hash -> assertThat(image.deletionHash()).contains(hash));
                return found;
            });
            assertThat(seen).allSatisfy(found -> assertThat(found.orElse(image)).isEqualTo(image));
            assertGone(image.id());
        }
    }

    @Test
    @DisplayName("has the whole image or none after puts and deletes of one id at once")
    void putAndDeleted() throws Exception {
        for (int round = 0; round < 10; round++) {
            StoredImage image = newImage(10_000);
            Concurrently.run(i -> () -> {
                if (i % 2 == 0) {
                    store.put(image);
                } else {
                    store.delete(image.id());
                }
                return i;
            });
            assertThat(store.load(image.id()).orElse(image)).isEqualTo(image);
            store.put(image);
            assertThat(store.load(image.id())).contains(image);
            store.delete(image.id());
            assertGone(image.id());
        }
    }

    private void assertGone(ImageId id) {
        assertThat(store.load(id)).isEmpty();
        assertThat(store.upload(id)).isEmpty();
        assertThat(store.deletionHash(id)).isEmpty();
    }

    private boolean putUnlessStored(StoredImage image) {
        try {
            store.put(image);
            return true;
        } catch (ImageAlreadyStoredException e) {
            return false;
        }
    }
}
