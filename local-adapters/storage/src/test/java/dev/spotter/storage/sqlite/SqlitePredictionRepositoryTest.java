package dev.spotter.storage.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.spotter.core.classification.Classification;
import dev.spotter.core.classification.DecisionRule;
import dev.spotter.core.classification.Label;
import dev.spotter.core.classification.ModelIdentity;
import dev.spotter.core.error.ErrorCode;
import dev.spotter.core.error.StorageException;
import dev.spotter.core.image.Filename;
import dev.spotter.core.image.ImageId;
import dev.spotter.core.image.Upload;
import dev.spotter.core.prediction.Failure;
import dev.spotter.core.prediction.Prediction;
import dev.spotter.core.prediction.PredictionRepository;
import dev.spotter.core.prediction.Sequence;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The predictions in SQLite")
class SqlitePredictionRepositoryTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123Z");
    private static final ModelIdentity LOOP = new ModelIdentity("loop", "1");

    private final Path directory;
    private SqlitePredictionRepository predictions;

    SqlitePredictionRepositoryTest(@TempDir Path directory) {
        this.directory = directory.resolve("made/when/missing");
        predictions = SqlitePredictionRepository.open(this.directory);
    }

    @AfterEach
    void close() {
        predictions.close();
    }

    @Test
    @DisplayName("keeps predictions after it is closed and opened again, and counts them")
    void keepsPredictionsAcrossOpeningsAndCountsThem() {
        Prediction.Classified outcome = saved(1_000);
        long first = predictions.opening();
        reopen();
        assertThat(predictions.find(outcome.upload().id())).contains(outcome);
        assertThat(predictions.contains(outcome.upload().id())).isTrue();
        assertThat(predictions.contains(newId())).isFalse();
        assertThat(predictions.opening()).isGreaterThan(first);
    }

    @Test
    @DisplayName("of an earlier version are read: they have no threshold, and new ones get one")
    void earlierForm() throws IOException {
        predictions.close();
        try (InputStream old = new GZIPInputStream(Objects.requireNonNull(
                SqlitePredictionRepositoryTest.class.getResourceAsStream("predictions-form-1.db.gz")))) {
            Files.copy(old, directory.resolve("predictions.db"), StandardCopyOption.REPLACE_EXISTING);
        }
        predictions = SqlitePredictionRepository.open(directory);
        Prediction.Classified classified = (Prediction.Classified)
                predictions.findNewest(new Filename("old-1.jpg")).orElseThrow();
        Classification result = classified.classification();
        assertThat(result.best()).isEqualTo(new Label("espresso", 0.957));
        assertThat(result.details()).containsEntry("variant", "blue");
        assertThat(result.decision()).isEqualTo(DecisionRule.NONE);
        assertThat(result.confident()).isEmpty();
        assertThat(predictions.findNewest(new Filename("old-2.jpg"))).get().isInstanceOf(Prediction.Failed.class);
        assertThat(predictions.pending())
                .extracting(upload -> upload.filename().value())
                .containsExactly("old-3.jpg");
        assertThat(predictions.isDeleted(new ImageId("040g2081040g2081040g208104")))
                .isTrue();
        Prediction.Classified again = new Prediction.Classified(
                classified.upload(),
                new Sequence("07"),
                result.withDecision(DecisionRule.unsureBelow(0.5)),
                classified.finishedAt());
        assertThat(predictions.save(again)).isTrue();
        reopen();
        assertThat(predictions.find(classified.upload().id())).contains(again);
    }

    @Test
    @DisplayName("returns the PENDING uploads, oldest first, without those that come meanwhile")
    void givesWhatWaitsOldestFirstAlsoWhileItIsWorkedOnButNothingThatCameLater() {
        List<Upload> waiting = new ArrayList<>();
        for (int i = 0; i < 2_500; i++) {
            waiting.add(noted(NOON.plusMillis(i * 7L % 2_500)));
        }
        saved(1);
        waiting.sort((a, b) -> a.uploadedAt().compareTo(b.uploadedAt()));
        Stream<Upload> pending = predictions.pending();
        noted(NOON.plusSeconds(60));
        List<Upload> given = new ArrayList<>();
        pending.forEachOrdered(upload -> {
            predictions.save(SaveInALoop.outcome(upload.id(), 1));
            given.add(upload);
        });
        assertThat(given).isEqualTo(waiting);
        assertThat(predictions.pending()).hasSize(1);
    }

    @Test
    @DisplayName("returns the images of another model, and the failed ones")
    void givesWhatAnotherModelAnsweredAndWhatFailed() {
        Prediction.Classified answered = saved(3);
        noted(NOON);
        Upload failed = noted(NOON);
        predictions.save(
                new Prediction.Failed(failed, Sequence.of(1), new Failure(ErrorCode.IMAGE_DAMAGED, "damaged"), NOON));
        ModelIdentity next = new ModelIdentity(LOOP.name(), "2");
        assertThat(predictions.notOf(LOOP)).containsExactly(failed);
        assertThat(predictions.notOf(next)).containsExactly(answered.upload(), failed);
        assertThat(predictions.countOfOtherModels(LOOP)).isZero();
        assertThat(predictions.countOfOtherModels(next)).isEqualTo(1);
    }

    @Test
    @DisplayName("gives nothing deleted as waiting or as of another model, and says that it was deleted")
    void deleted() {
        Upload waiting = noted(NOON);
        Upload failed = noted(NOON);
        predictions.save(
                new Prediction.Failed(failed, Sequence.of(1), new Failure(ErrorCode.IMAGE_DAMAGED, "damaged"), NOON));
        Prediction.Classified answered = saved(3);
        List<ImageId> all = List.of(waiting.id(), failed.id(), answered.upload().id(), newId());
        assertThat(all).noneMatch(predictions::isDeleted);
        all.forEach(predictions::delete);
        all.forEach(predictions::imageDeleted);
        reopen();
        assertThat(all).allMatch(predictions::isDeleted).allMatch(predictions::contains);
        assertThat(predictions.pending()).isEmpty();
        assertThat(predictions.notOf(new ModelIdentity("other", "1"))).isEmpty();
        assertThat(predictions.countOfOtherModels(new ModelIdentity("other", "1")))
                .isZero();
        assertThat(predictions.uploadedBefore(Instant.now().plusSeconds(60), 10))
                .isEmpty();
    }

    @Test
    @DisplayName("finds a prediction with its labels or none, while it is deleted")
    void foundWhileDeleted() {
        for (int i = 0; i < 300; i++) {
            Prediction.Classified outcome = saved(i + 1);
            CompletableFuture<Void> deletion = CompletableFuture.runAsync(
                    () -> predictions.delete(outcome.upload().id()));
            Optional<Prediction> found;
            do {
                found = predictions.find(outcome.upload().id());
                assertThat(found.isEmpty() || found.get().equals(outcome)).isTrue();
            } while (found.isPresent());
            deletion.join();
        }
    }

    @Test
    @DisplayName("gives the oldest images that were uploaded before a given time")
    void uploadedBefore() {
        Upload third = noted(NOON.plusMillis(3));
        Upload first = noted(NOON.plusMillis(1));
        Upload second = noted(NOON.plusMillis(2));
        assertThat(predictions.uploadedBefore(NOON.plusMillis(3), 10)).containsExactly(first.id(), second.id());
        assertThat(predictions.uploadedBefore(NOON.plusMillis(4), 2)).containsExactly(first.id(), second.id());
        predictions.delete(first.id());
        predictions.imageDeleted(first.id());
        assertThat(predictions.uploadedBefore(NOON.plusMillis(4), 10)).containsExactly(second.id(), third.id());
    }

    @Test
    @DisplayName("gives the images that are still stored after their deletion, until they are deleted")
    void unfinishedDeletions() {
        Upload waiting = noted(NOON);
        Upload stuck = noted(NOON);
        predictions.delete(stuck.id());
        reopen();
        assertThat(predictions.uploadedBefore(NOON, 1)).containsExactly(stuck.id());
        assertThat(predictions.uploadedBefore(NOON.plusMillis(1), 1)).containsExactly(stuck.id(), waiting.id());
        predictions.imageDeleted(stuck.id());
        predictions.imageDeleted(waiting.id());
        assertThat(predictions.uploadedBefore(NOON.plusMillis(1), 1)).containsExactly(waiting.id());
    }

    @Test
    @DisplayName("remembers a deletion for as long as an event can be late, and no longer than needed")
    void deletionMemory() {
        Upload upload = noted(NOON);
        Upload stillStored = noted(NOON);
        predictions.delete(upload.id());
        predictions.delete(stillStored.id());
        predictions.imageDeleted(upload.id());
        reopen(Clock.offset(Clock.systemUTC(), PredictionRepository.DELETION_MEMORY.minusMinutes(1)));
        predictions.delete(newId());
        assertThat(predictions.createIfAbsent(new Prediction.Pending(upload))).isFalse();
        reopen(Clock.offset(Clock.systemUTC(), PredictionRepository.DELETION_MEMORY.plusMinutes(1)));
        predictions.delete(newId());
        assertThat(predictions.createIfAbsent(new Prediction.Pending(upload))).isTrue();
        assertThat(predictions.createIfAbsent(new Prediction.Pending(stillStored)))
                .as("its image would come back at the next start")
                .isFalse();
    }

    @Test
    @DisplayName("leaves nothing of a deleted prediction in its files while it is open")
    void overwritten() throws IOException {
        Prediction.Failed failed = new Prediction.Failed(
                new Upload(newId(), new Filename("a-name-that-is-secret.jpg"), NOON),
                Sequence.of(1),
                new Failure(ErrorCode.IMAGE_DAMAGED, "a reason that is secret"),
                NOON);
        predictions.save(failed);
        reopen();
        assertThat(Files.readString(directory.resolve("predictions.db"), StandardCharsets.ISO_8859_1))
                .contains("a-name-that-is-secret", "a reason that is secret");
        predictions.delete(failed.upload().id());
        assertThat(texts()).noneMatch(text -> text.contains("secret"));
    }

    @Test
    @DisplayName("removes a deleted prediction from its files later if another program reads them meanwhile")
    void overwrittenLater() throws Exception {
        Upload secret = new Upload(newId(), new Filename("a-name-that-is-secret.jpg"), NOON);
        predictions.createIfAbsent(new Prediction.Pending(secret));
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("predictions.db"));
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.executeQuery("SELECT count(*) FROM prediction").close();
            predictions.delete(secret.id());
            assertThat(predictions.find(secret.id())).isEmpty();
            assertThat(texts()).anyMatch(text -> text.contains("secret"));
        }
        noted(NOON);
        assertThat(texts()).noneMatch(text -> text.contains("secret"));
    }

    @Test
    @DisplayName("takes four bytes of a score that is a float and the names once")
    void takesFourBytesOfAScoreThatIsAFloatAndTheNamesOnce() {
        saved(1_000);
        saved(10_000);
        for (int i = 0; i < 500; i++) {
            saved(1_000);
        }
        reopen();
        assertThat(predictions.sizeBytes()).isLessThan(500 * 4_700L + 400_000);
        for (int i = 0; i < 50; i++) {
            saved(10_000);
        }
        reopen();
        assertThat(predictions.sizeBytes()).isLessThan(500 * 4_700L + 50 * 42_000L + 400_000);
    }

    @Test
    @DisplayName("is the owner's alone")
    @EnabledIf("hasPermissions")
    void isTheOwnersAlone() throws IOException {
        saved(10);
        assertPrivate();
        predictions.close();
        Files.setPosixFilePermissions(
                directory.resolve("predictions.db"), PosixFilePermissions.fromString("rw-r--r--"));
        predictions = SqlitePredictionRepository.open(directory);
        saved(10);
        assertPrivate();
    }

    @Test
    @DisplayName("refuses to be opened twice")
    void refusesASecondOpener() {
        for (int attempt = 0; attempt < 2; attempt++) {
            assertUnusable("in use");
        }
        predictions.close();
        predictions.close();
        predictions = SqlitePredictionRepository.open(directory);
    }

    @Test
    @DisplayName("says what to do with a file that is not a database")
    void saysWhatToDoWithAFileThatIsNoDatabase() throws IOException {
        predictions.close();
        Files.writeString(directory.resolve("predictions.db"), "no database ".repeat(1_000));
        assertUnusable("move the file away");
        Files.delete(directory.resolve("predictions.db"));
        predictions = SqlitePredictionRepository.open(directory);
    }

    @Test
    @DisplayName("fails each call after it is closed")
    void doesNothingOnceClosed() {
        Prediction.Classified outcome = saved(1);
        predictions.close();
        assertThatIllegalStateException().isThrownBy(() -> predictions.save(outcome));
        assertThatIllegalStateException()
                .isThrownBy(() -> predictions.find(outcome.upload().id()));
        assertThatIllegalStateException().isThrownBy(() -> predictions.pending());
    }

    static boolean hasPermissions() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    }

    private List<String> texts() throws IOException {
        List<String> texts = new ArrayList<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                texts.add(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return texts;
    }

    private void assertPrivate() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
                .isEqualTo("rwx------");
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .as(file.toString())
                        .isEqualTo("rw-------");
            }
        }
    }

    private void assertUnusable(String message) {
        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(() -> SqlitePredictionRepository.open(directory))
                .returns(false, StorageException::isRetryable)
                .withMessageContainingAll(directory.toString(), message);
    }

    private void reopen() {
        reopen(Clock.systemUTC());
    }

    private void reopen(Clock clock) {
        predictions.close();
        predictions = SqlitePredictionRepository.open(directory, clock);
    }

    private Prediction.Classified saved(int classes) {
        Prediction.Classified outcome = SaveInALoop.outcome(newId(), classes);
        assertThat(predictions.save(outcome)).isTrue();
        return outcome;
    }

    private Upload noted(Instant uploadedAt) {
        Upload upload = new Upload(newId(), new Filename("a.jpg"), uploadedAt);
        assertThat(predictions.createIfAbsent(new Prediction.Pending(upload))).isTrue();
        return upload;
    }

    private static ImageId newId() {
        return ImageId.random(new SecureRandom());
    }
}
