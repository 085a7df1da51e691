package dev.spotter.local.filesystem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.spotter.core.error.StorageException;
import dev.spotter.core.image.Filename;
import dev.spotter.core.image.ImageBytes;
import dev.spotter.core.image.ImageId;
import dev.spotter.core.image.StoredImage;
import dev.spotter.core.image.Upload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSystemImageStoreTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123Z");

    private final Path folder;
    private final Path root;
    private FileSystemImageStore store;

    FileSystemImageStoreTest(@TempDir Path folder) {
        this.folder = folder;
        root = folder.resolve("made/when/missing");
    }

    @BeforeEach
    void open() {
        store = FileSystemImageStore.open(root);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void keepsImagesAcrossOpenings() {
        StoredImage image = put("a name.jpg", NOON, 100);
        reopen();
        assertThat(store.load(image.id())).contains(image);
    }

    @Test
    void writesContentAndMetadataByIdOnly() throws IOException {
        StoredImage image = put("../../escape.jpg", NOON, 100);
        Path shard = root.resolve(image.id().text().substring(0, 2));
        assertThat(filesUnder(folder))
                .containsExactlyInAnyOrder(
                        root.resolve(".lock"),
                        shard.resolve(image.id().text()),
                        shard.resolve(image.id().text() + ".properties"));
        assertThat(shard.resolve(image.id().text())).hasSize(100);
    }

    @Test
    void refusesASecondOpener() {
        for (int attempt = 0; attempt < 2; attempt++) {
            assertLasting(() -> FileSystemImageStore.open(root)).withMessageContainingAll(root.toString(), "in use");
        }
        store.close();
        store.close();
        store = FileSystemImageStore.open(root);
    }

    @Test
    void refusesWhatIsNoFolder() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "text");
        assertLasting(() -> FileSystemImageStore.open(file)).withMessageContainingAll(file.toString(), "not a folder");
        Path below = file.resolve("below");
        assertLasting(() -> FileSystemImageStore.open(below)).withMessageContaining(below.toString());
    }

    @Test
    void opensThroughALink() throws IOException {
        StoredImage image = put("a.jpg", NOON, 10);
        store.close();
        store = FileSystemImageStore.open(Files.createSymbolicLink(folder.resolve("link"), root));
        assertThat(store.load(image.id())).contains(image);
    }

    @Test
    void doesNothingOnceClosed() {
        StoredImage image = put("a.jpg", NOON, 10);
        store.close();
        assertThatIllegalStateException().isThrownBy(() -> store.put(image));
        assertThatIllegalStateException().isThrownBy(() -> store.load(image.id()));
        assertThatIllegalStateException().isThrownBy(() -> store.uploads());
    }

    @Test
    void clearsAwayWhatACrashLeft() throws IOException {
        StoredImage whole = put("whole.jpg", NOON, 10);
        ImageId half = newId();
        Path shard = Files.createDirectories(root.resolve(half.text().substring(0, 2)));
        Files.writeString(shard.resolve(half + ".properties"), "filename=half.jpg");
        Files.writeString(shard.resolve(half + ".tmp"), "ha");
        Files.writeString(shard.resolve(half + ".properties.tmp"), "fi");
        Path foreign = Files.writeString(root.resolve("notes.tmp"), "not ours");
        reopen();
        assertThat(filesUnder(root)).hasSize(4).contains(foreign).noneMatch(file -> file.toString()
                .contains(half.text()));
        assertThat(store.load(half)).isEmpty();
        assertThat(store.load(whole.id())).contains(whole);
    }

    @Test
    void servesNoTornImage() throws IOException {
        StoredImage image = put("a.jpg", NOON, 100);
        Files.write(content(image.id()), new byte[99]);
        assertLasting(() -> store.load(image.id())).withMessageContainingAll("damaged", "99 bytes of 100");
        assertLasting(() -> store.put(image)).withMessageContaining("damaged");
    }

    @Test
    void servesNoImageWithoutItsMetadata() throws IOException {
        StoredImage image = put("a.jpg", NOON, 100);
        for (String wrong : List.of("", "filename=a/b\n", "filename=\\u12", "filename=a.jpg\nuploadedAt=noon\n")) {
            Files.writeString(metadata(image.id()), wrong);
            assertLasting(() -> store.load(image.id())).withMessageContaining("metadata");
        }
        Files.delete(metadata(image.id()));
        assertLasting(() -> store.load(image.id())).withMessageContaining("metadata");
    }

    @Test
    void saysThatWritingMayWorkLater() throws IOException {
        ImageId id = newId();
        Path shard = root.resolve(id.text().substring(0, 2));
        Files.writeString(shard, "in the way");
        StoredImage image = image(id, "secret name.jpg", NOON, 10);
        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(() -> store.put(image))
                .returns(true, StorageException::isRetryable)
                .withCauseInstanceOf(IOException.class)
                .withMessageNotContaining(root.toString());
        Files.delete(shard);
        store.put(image);
        assertThat(store.load(id)).contains(image);
    }

    @Test
    void listsUploadsOldestFirst() {
        StoredImage second = put("b.jpg", NOON, 10);
        StoredImage third = put("c.jpg", NOON.plusMillis(1), 0);
        StoredImage first = put("a.jpg", NOON.minusMillis(1), 20);
        assertThat(store.uploads()).containsExactly(first.upload(), second.upload(), third.upload());
        StoredImage fourth = put("c.jpg", NOON.plusMillis(1), 0);
        assertThat(store.uploads())
                .hasSize(4)
                .isSortedAccordingTo((a, b) -> a.uploadedAt().equals(b.uploadedAt())
                        ? a.id().compareTo(b.id())
                        : a.uploadedAt().compareTo(b.uploadedAt()));
        assertThat(store.uploads()).contains(fourth.upload());
    }

    @Test
    void leavesUnreadableMetadataOutOfTheList() throws IOException {
        StoredImage kept = put("a.jpg", NOON, 10);
        StoredImage damaged = put("b.jpg", NOON, 10);
        Files.writeString(metadata(damaged.id()), "filename=");
        assertThat(store.uploads()).containsExactly(kept.upload());
        Files.delete(metadata(damaged.id()));
        assertThat(store.uploads()).containsExactly(kept.upload());
    }

    private void reopen() {
        store.close();
        store = FileSystemImageStore.open(root);
    }

    private StoredImage put(String filename, Instant uploadedAt, int sizeBytes) {
        StoredImage image = image(newId(), filename, uploadedAt, sizeBytes);
        store.put(image);
        return image;
    }

    private static StoredImage image(ImageId id, String filename, Instant uploadedAt, int sizeBytes) {
        return new StoredImage(
                new Upload(id, Filename.clean(filename), uploadedAt), ImageBytes.wrap(new byte[sizeBytes]));
    }

    private static ImageId newId() {
        return ImageId.random(new SecureRandom());
    }

    private Path content(ImageId id) {
        return root.resolve(id.text().substring(0, 2)).resolve(id.text());
    }

    private Path metadata(ImageId id) {
        return content(id).resolveSibling(id + ".properties");
    }

    private static List<Path> filesUnder(Path top) throws IOException {
        try (Stream<Path> all = Files.walk(top)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    private static ThrowableAssertAlternative<StorageException> assertLasting(ThrowingCallable call) {
        return assertThatExceptionOfType(StorageException.class)
                .isThrownBy(call)
                .returns(false, StorageException::isRetryable);
    }
}
