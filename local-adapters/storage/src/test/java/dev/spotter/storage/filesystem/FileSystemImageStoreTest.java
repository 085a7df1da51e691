package dev.spotter.storage.filesystem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.spotter.core.error.StorageException;
import dev.spotter.core.image.Filename;
import dev.spotter.core.image.ImageBytes;
import dev.spotter.core.image.ImageId;
import dev.spotter.core.image.StoredImage;
import dev.spotter.core.image.Upload;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The images in files")
class FileSystemImageStoreTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123Z");

    private final Path directory;
    private final Path root;
    private FileSystemImageStore store;

    FileSystemImageStoreTest(@TempDir Path directory) {
        this.directory = directory;
        root = directory.resolve("made/when/missing");
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
    @DisplayName("keeps images after it is closed and opened again")
    void keepsImagesAcrossOpenings() {
        StoredImage image = put("a name.jpg", NOON, 100);
        reopen();
        assertThat(store.load(image.id())).contains(image);
    }

    @Test
    @DisplayName("writes content and metadata by id only")
    void writesContentAndMetadataByIdOnly() throws IOException {
        StoredImage image = put("../../escape.jpg", NOON, 100);
        Path shard = root.resolve(image.id().text().substring(0, 2));
        assertThat(filesUnder(directory))
                .containsExactlyInAnyOrder(
                        root.resolve(".lock"),
                        shard.resolve(image.id().text()),
                        shard.resolve(image.id().text() + ".properties"));
        assertThat(shard.resolve(image.id().text())).hasSize(100);
    }

    @Test
    @DisplayName("takes nothing for deleted and writes nothing elsewhere while its directory is missing or another one")
    void missingDirectory() throws IOException {
        StoredImage image = put("kept.jpg", NOON, 100);
        StoredImage next = image(newId(), "next.jpg", NOON, 100);
        Path away = Files.move(root, directory.resolve("away"));
        assertNothingWorks(image, next);
        assertThat(root).doesNotExist();
        Files.createDirectory(root);
        assertNothingWorks(image, next);
        assertThat(root).isEmptyDirectory();

        Files.delete(root);
        Files.move(away, root);
        assertThat(store.isPresent()).isTrue();
        assertThat(store.load(image.id())).contains(image);
        assertThat(store.load(next.id())).isEmpty();
        store.put(next);
        store.delete(image.id());
        assertThat(store.load(image.id())).isEmpty();
    }

    @Test
    @DisplayName("takes stock of nothing while its directory is missing, and of no part if it disappears meanwhile")
    void missingDuringStock() throws IOException {
        StoredImage image = put("kept.jpg", NOON, 100);
        Path away = directory.resolve("away");
        assertStockFails(file -> move(root, away));
        assertStockFails(file -> {});
        Files.createDirectory(root);
        assertStockFails(file -> {});
        Files.delete(root);
        move(away, root);
        assertThat(stock()).containsExactly(new StoredFile(image.id(), 100));
    }

    private void assertStockFails(Consumer<StoredFile> each) {
        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(() -> store.takeStock(each))
                .withMessageContaining("is missing")
                .returns(true, StorageException::isRetryable);
    }

    private static void move(Path from, Path to) {
        try {
            Files.move(from, to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void assertNothingWorks(StoredImage stored, StoredImage next) {
        assertThat(store.isPresent()).isFalse();
        Stream.<ThrowingCallable>of(
                        () -> store.load(stored.id()),
                        () -> store.upload(stored.id()),
                        () -> store.deletionHash(stored.id()),
                        () -> store.delete(stored.id()),
                        () -> store.put(next),
                        store::freeBytes)
                .forEach(call -> assertThatExceptionOfType(StorageException.class)
                        .isThrownBy(call)
                        .withMessageContaining("is missing")
                        .returns(true, StorageException::isRetryable));
    }

    @Test
    @DisplayName("refuses to be opened twice")
    void refusesASecondOpener() {
        for (int attempt = 0; attempt < 2; attempt++) {
            assertLasting(() -> FileSystemImageStore.open(root)).withMessageContainingAll(root.toString(), "in use");
        }
        store.close();
        store.close();
        store = FileSystemImageStore.open(root);
    }

    @Test
    @DisplayName("refuses a path that is not a directory")
    void refusesWhatIsNoDirectory() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "text");
        assertLasting(() -> FileSystemImageStore.open(file))
                .withMessageContainingAll(file.toString(), "not a directory");
        Path below = file.resolve("below");
        assertLasting(() -> FileSystemImageStore.open(below)).withMessageContaining(below.toString());
    }

    @Test
    @DisplayName("opens a directory through a symbolic link")
    void opensThroughALink() throws IOException {
        StoredImage image = put("a.jpg", NOON, 10);
        store.close();
        store = FileSystemImageStore.open(Files.createSymbolicLink(directory.resolve("link"), root));
        assertThat(store.load(image.id())).contains(image);
    }

    @Test
    @DisplayName("fails each call after it is closed")
    void doesNothingOnceClosed() {
        StoredImage image = put("a.jpg", NOON, 10);
        store.close();
        assertThatIllegalStateException().isThrownBy(() -> store.put(image));
        assertThatIllegalStateException().isThrownBy(() -> store.load(image.id()));
        assertThatIllegalStateException().isThrownBy(() -> store.takeStock(file -> {}));
        assertThatIllegalStateException().isThrownBy(() -> store.upload(image.id()));
    }

    @Test
    @DisplayName("deletes the unfinished files of a crashed process")
    void clearsAwayWhatACrashLeft() throws IOException {
        StoredImage whole = put("whole.jpg", NOON, 10);
        ImageId half = newId();
        Path shard = Files.createDirectories(root.resolve(half.text().substring(0, 2)));
        Files.writeString(shard.resolve(half + ".properties"), "filename=half.jpg");
        Files.writeString(shard.resolve(half + ".tmp"), "ha");
        Files.writeString(shard.resolve(half + ".properties.tmp"), "fi");
        Path foreign = Files.writeString(root.resolve("notes.tmp"), "not ours");
        store.takeStock(file -> {});
        assertThat(filesUnder(root)).hasSize(4).contains(foreign).noneMatch(file -> file.toString()
                .contains(half.text()));
        assertThat(store.load(half)).isEmpty();
        assertThat(store.load(whole.id())).contains(whole);
    }

    @Test
    @DisplayName("returns no partly written image")
    void servesNoTornImage() throws IOException {
        StoredImage image = put("a.jpg", NOON, 100);
        Files.write(content(image.id()), new byte[99]);
        assertLasting(() -> store.load(image.id())).withMessageContainingAll("damaged", "99 bytes of 100");
        assertLasting(() -> store.put(image)).withMessageContaining("damaged");
    }

    @Test
    @DisplayName("returns no image whose metadata is missing")
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
    @DisplayName("reports a failed write as transient")
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
    @DisplayName("finds a stored image without reading its bytes")
    void findsWhatIsStoredWithoutReadingIt() {
        List<StoredImage> images = List.of(put("b.jpg", NOON, 10), put("c.jpg", NOON, 0), put("b.jpg", NOON, 20));
        List<StoredFile> expected = images.stream()
                .map(image -> new StoredFile(image.id(), image.bytes().sizeBytes()))
                .toList();
        assertThat(stock()).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(images)
                .allSatisfy(image -> assertThat(store.upload(image.id())).contains(image.upload()));
        assertThat(store.upload(newId())).isEmpty();
    }

    @Test
    @DisplayName("ignores other files and directories in its directory")
    void passesOverWhatIsInTheWay() throws IOException {
        StoredImage kept = image(new ImageId("0".repeat(26)), "a.jpg", NOON, 10);
        store.put(kept);
        Path shard = shard(kept.id());
        String stem = kept.id().text().substring(0, 24);
        Files.createDirectories(shard.resolve(stem + "01.tmp").resolve("full"));
        Files.createDirectories(shard.resolve(stem + "02.properties"));
        Files.createDirectories(shard.resolve(stem + "03.properties.tmp"));
        Files.createDirectories(shard.resolve(stem + "04"));
        Files.writeString(root.resolve("7z"), "no directory");
        reopen();
        assertThat(stock()).containsExactly(new StoredFile(kept.id(), 10));
        assertThat(store.upload(new ImageId(stem + "02"))).isEmpty();
        assertLasting(() -> store.load(new ImageId(stem + "04"))).withMessageContaining("damaged");
    }

    @Test
    @DisplayName("does not read metadata that is too large")
    void readsNoMetadataThatIsTooLarge() throws IOException {
        StoredImage image = put("a.jpg", NOON, 10);
        try (RandomAccessFile file = new RandomAccessFile(metadata(image.id()).toFile(), "rw")) {
            file.setLength(3L << 30);
        }
        reopen();
        assertThat(stock()).hasSize(1);
        assertThat(store.upload(image.id())).isEmpty();
        assertLasting(() -> store.load(image.id())).withMessageContaining("metadata");
    }

    @Test
    @DisplayName("does not read an image that has grown")
    void readsNoImageThatHasGrown() throws IOException {
        StoredImage image = put("a.jpg", NOON, 100);
        try (RandomAccessFile file = new RandomAccessFile(content(image.id()).toFile(), "rw")) {
            file.setLength(3L << 30);
        }
        assertLasting(() -> store.load(image.id())).withMessageContainingAll("damaged", "of 100");
    }

    @Test
    @DisplayName("returns no image that was overwritten")
    void servesNoOverwrittenImage() throws IOException {
        StoredImage image = put("a.jpg", NOON, 100);
        byte[] other = new byte[100];
        other[99] = 1;
        Files.write(content(image.id()), other);
        assertLasting(() -> store.load(image.id())).withMessageContainingAll("damaged", "not those that were stored");
        assertLasting(() -> store.put(image)).withMessageContaining("damaged");
    }

    @Test
    @DisplayName("adds the hash of an image that an earlier version stored")
    void addsTheHashOfAnImageThatAnEarlierVersionStored() throws IOException {
        StoredImage image = put("a.jpg", NOON, 100);
        Files.writeString(
                metadata(image.id()), "filename=a.jpg\nuploadedAt=2026-03-01T12\\:00\\:00.123Z\nsizeBytes=100\n");
        reopen();
        assertThat(store.load(image.id())).contains(image);
        assertThat(metadata(image.id())).content().contains("sha256=");
        Files.write(content(image.id()), new byte[99]);
        Files.write(content(image.id()), new byte[] {1}, StandardOpenOption.APPEND);
        assertLasting(() -> store.load(image.id())).withMessageContaining("damaged");
    }

    @Test
    @DisplayName("is the owner's alone")
    @EnabledIf("hasPermissions")
    void isTheOwnersAlone() throws IOException {
        StoredImage image = put("a.jpg", NOON, 10);
        assertThat(permissions(root)).isEqualTo("rwx------");
        assertThat(permissions(shard(image.id()))).isEqualTo("rwx------");
        for (Path file : filesUnder(root)) {
            assertThat(permissions(file)).as(file.toString()).isEqualTo("rw-------");
        }
    }

    @Test
    @DisplayName("restricts the permissions that an earlier version left open")
    @EnabledIf("hasPermissions")
    void closesWhatAnEarlierVersionLeftOpen() throws IOException {
        StoredImage image = put("a.jpg", NOON, 10);
        Path shard = shard(image.id());
        loosen(root);
        loosen(shard);
        reopen();
        assertThat(permissions(root)).isEqualTo("rwx------");
        assertThat(permissions(shard)).isEqualTo("rwx------");
    }

    @Test
    @DisplayName("leaves a directory of others as it is")
    @EnabledIf("hasPermissions")
    void leavesAFolderOfOthersAsItIs() throws IOException {
        StoredImage image = put("a.jpg", NOON, 10);
        Path shard = shard(image.id());
        Path foreign = Files.createDirectories(root.resolve(shard.endsWith("00") ? "01" : "00"));
        Files.writeString(root.resolve("notes.txt"), "of somebody else");
        loosen(root);
        loosen(shard);
        loosen(foreign);
        reopen();
        assertThat(permissions(root)).isEqualTo("rwxr-xr-x");
        assertThat(permissions(foreign)).isEqualTo("rwxr-xr-x");
        assertThat(permissions(shard)).isEqualTo("rwx------");
    }

    @Test
    @DisplayName("passes over a directory that cannot be read")
    @EnabledIf("hasPermissions")
    void passesOverAFolderThatCannotBeRead() throws IOException {
        StoredImage kept = put("a.jpg", NOON, 10);
        Path closed = Files.createDirectories(root.resolve(shard(kept.id()).endsWith("00") ? "01" : "00"));
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));
        assumeThat(Files.isReadable(closed)).as("root reads all").isFalse();
        reopen();
        assertThat(stock()).containsExactly(new StoredFile(kept.id(), 10));
    }

    private List<StoredFile> stock() {
        List<StoredFile> found = new ArrayList<>();
        store.takeStock(found::add);
        return found;
    }

    static boolean hasPermissions() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    private static void loosen(Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
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

    private Path shard(ImageId id) {
        return root.resolve(id.text().substring(0, 2));
    }

    private Path content(ImageId id) {
        return shard(id).resolve(id.text());
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
