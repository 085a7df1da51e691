package dev.spotter.storage.application;

import static dev.spotter.storage.application.ScriptedClassifier.ESPRESSO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.fail;

import dev.spotter.core.application.ImageClassification;
import dev.spotter.core.application.ImageIntake;
import dev.spotter.core.application.ImageStored;
import dev.spotter.core.application.PredictionLookup;
import dev.spotter.core.error.ClassificationException;
import dev.spotter.core.error.DamagedImageException;
import dev.spotter.core.error.ErrorCode;
import dev.spotter.core.error.ImageAlreadyStoredException;
import dev.spotter.core.error.ImageNotFoundException;
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
import dev.spotter.core.image.StoredImage;
import dev.spotter.core.image.Upload;
import dev.spotter.core.prediction.Failure;
import dev.spotter.core.prediction.Prediction;
import dev.spotter.core.prediction.Prediction.Classified;
import dev.spotter.core.prediction.Prediction.Failed;
import dev.spotter.core.prediction.Prediction.Pending;
import dev.spotter.core.prediction.Sequence;
import dev.spotter.storage.filesystem.FileSystemImageStore;
import dev.spotter.storage.memory.InMemoryPredictionRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The application over the file store, the repository in memory and a scripted classifier. */
class ApplicationTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123Z");
    private static final Clock CLOCK = Clock.fixed(NOON, ZoneOffset.UTC);
    private static final ImageLimits LIMITS = new ImageLimits(200_000, 1_000_000, 2_000);

    private final ClassificationException passing = ClassificationException.passing("out of memory", null);
    private final DamagedImageException lasting = new DamagedImageException("the picture ends early");
    private final Path root;
    private final InMemoryPredictionRepository predictions = new InMemoryPredictionRepository();
    private final PredictionLookup lookup = new PredictionLookup(predictions);
    private FileSystemImageStore store;

    ApplicationTest(@TempDir Path root) {
        this.root = root;
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
    void anUploadIsStoredAndWaits() throws IOException {
        ImageIntake.Receipt receipt = take("../caf\u00E9.jpg", sample("rocket.jpg"));
        Upload upload = receipt.image().upload();
        assertThat(receipt.givenFilename()).isEqualTo("../caf\u00E9.jpg");
        assertThat(upload.filename()).hasToString("caf\u00E9.jpg");
        assertThat(upload.uploadedAt()).isEqualTo(NOON);
        assertThat(receipt.header().widthPixels()).isEqualTo(640);
        assertThat(store.load(upload.id())).contains(receipt.image());
        assertThat(lookup.byId(upload.id().text())).isEqualTo(new Pending(upload));
        assertThat(lookup.byFilename("folder/cafe\u0301.jpg")).isEqualTo(new Pending(upload));
    }

    @Test
    void whatIsRefusedIsNotKept() throws IOException {
        ImageBytes rocket = sample("rocket.jpg");
        refused(InvalidRequestException.class, "..", rocket);
        refused(ImageTooLargeException.class, "a.jpg", ImageBytes.wrap(new byte[200_001]));
        refused(UnsupportedImageException.class, "a.jpg", ImageBytes.wrap(new byte[100]));
        refused(DamagedImageException.class, "a.jpg", ImageBytes.wrap(new byte[] {-1, -40, -1, -32}));
        ImageIntake narrow =
                new ImageIntake(store, predictions, new ImageLimits(200_000, 100, 2_000), CLOCK, this::newId);
        assertThatExceptionOfType(TooManyPixelsException.class).isThrownBy(() -> narrow.take("a.jpg", rocket));
        store.takeStock(file -> fail("stored " + file));
    }

    @Test
    void anImageThatCannotBeStoredIsNotNoted() throws IOException {
        ImageBytes rocket = sample("rocket.jpg");
        ImageId id = newId();
        Files.writeString(root.resolve(id.text().substring(0, 2)), "in the way");
        ImageIntake intake = new ImageIntake(store, predictions, LIMITS, CLOCK, () -> id);
        assertThatExceptionOfType(StorageException.class).isThrownBy(() -> intake.take("a.jpg", rocket));
        assertThat(predictions.find(id)).isEmpty();
    }

    @Test
    void anEventLeadsToLabels() throws IOException {
        Upload upload = take();
        ScriptedClassifier classifier = new ScriptedClassifier();
        application(classifier).classify(event(upload, 1));
        assertThat(found(upload)).isEqualTo(new Classified(upload, Sequence.of(1), ESPRESSO, NOON));
    }

    @Test
    void duplicateAndOlderEventsClassifyOnceALaterOneAgain() throws IOException {
        Upload upload = take();
        ScriptedClassifier classifier = new ScriptedClassifier();
        ImageClassification application = application(classifier);
        application.classify(event(upload, 2));
        application.classify(event(upload, 2));
        application.classify(event(upload, 1));
        assertThat(classifier.calls()).isEqualTo(1);
        application.classify(event(upload, 3));
        assertThat(classifier.calls()).isEqualTo(2);
        assertThat(found(upload)).isEqualTo(new Classified(upload, Sequence.of(3), ESPRESSO, NOON));
    }

    @Test
    void anEventFasterThanPendingIsNotOverwritten() throws IOException {
        StoredImage image = new StoredImage(new Upload(newId(), new Filename("a.jpg"), NOON), sample("rocket.jpg"));
        store.put(image);
        application(new ScriptedClassifier()).classify(event(image.upload(), 1));
        assertThat(predictions.createIfAbsent(new Pending(image.upload()))).isFalse();
        assertThat(found(image.upload())).isInstanceOf(Classified.class);
    }

    @Test
    void aPassingFailureIsThrownAndTheNextAttemptSucceeds() throws IOException {
        Upload upload = take();
        ImageClassification application = application(new ScriptedClassifier(passing));
        assertThatExceptionOfType(ClassificationException.class)
                .isThrownBy(() -> application.classify(event(upload, 1)))
                .isSameAs(passing);
        assertThat(found(upload)).isEqualTo(new Pending(upload));
        application.classify(event(upload, 1));
        assertThat(found(upload)).isInstanceOf(Classified.class);
    }

    @Test
    void anImageThatOnlyTheStoreKnowsIsSeenToWaitWhileItIsTried() throws IOException {
        StoredImage image = new StoredImage(new Upload(newId(), new Filename("a.jpg"), NOON), sample("rocket.jpg"));
        store.put(image);
        ImageClassification application = application(new ScriptedClassifier(passing));
        assertThatExceptionOfType(ClassificationException.class)
                .isThrownBy(() -> application.classify(event(image.upload(), 1)));
        assertThat(found(image.upload())).isEqualTo(new Pending(image.upload()));
        application.classify(event(image.upload(), 1));
        assertThat(found(image.upload())).isInstanceOf(Classified.class);
    }

    @Test
    void aSignedUploadIsTakenInOnce() throws IOException {
        Upload signed = new Upload(newId(), new Filename("a.jpg"), NOON);
        ImageIntake intake = new ImageIntake(store, predictions, LIMITS, CLOCK, this::newId);
        assertThat(intake.take(signed, sample("rocket.jpg")).image().upload()).isEqualTo(signed);
        assertThat(found(signed)).isEqualTo(new Pending(signed));
        ImageBytes other = sample("coffee.png");
        ImageBytes same = sample("rocket.jpg");
        ImageIntake large = new ImageIntake(store, predictions, ImageLimits.DEFAULT, CLOCK, this::newId);
        assertThatExceptionOfType(ImageAlreadyStoredException.class).isThrownBy(() -> intake.take(signed, same));
        assertThatExceptionOfType(ImageAlreadyStoredException.class).isThrownBy(() -> large.take(signed, other));
        assertThat(store.load(signed.id()).orElseThrow().bytes()).isEqualTo(same);
    }

    @Test
    void aFinalFailureIsSaidAndNotTriedAgain() throws IOException {
        Upload upload = take();
        ScriptedClassifier classifier = new ScriptedClassifier(lasting);
        application(classifier).classify(event(upload, 1));
        application(classifier).classify(event(upload, 1));
        assertThat(classifier.calls()).isEqualTo(1);
        assertThat(found(upload)).isEqualTo(failed(upload, ErrorCode.IMAGE_DAMAGED, "the picture ends early"));
    }

    @Test
    void givingUpSaysTheLastReason() throws IOException {
        Upload upload = take();
        application(new ScriptedClassifier()).giveUp(event(upload, 1), passing);
        assertThat(found(upload)).isEqualTo(failed(upload, ErrorCode.CLASSIFICATION_FAILED, "out of memory"));
    }

    @Test
    void givingUpAfterAnUnknownErrorTellsNothingOfTheInside() throws IOException {
        Upload upload = take();
        IllegalStateException bug = new IllegalStateException("/secret/path");
        ImageClassification application = application(new ScriptedClassifier(bug));
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> application.classify(event(upload, 1)));
        application.giveUp(event(upload, 1), bug);
        assertThat(found(upload)).isInstanceOfSatisfying(Failed.class, failed -> assertThat(failed.failure())
                .returns(ErrorCode.INTERNAL, Failure::code)
                .matches(failure -> !failure.reason().contains("secret")));
    }

    @Test
    void givingUpNeverOverwritesAnOutcomeOfTheSameEvent() throws IOException {
        Upload upload = take();
        ImageClassification application = application(new ScriptedClassifier());
        application.classify(event(upload, 1));
        application.giveUp(event(upload, 1), passing);
        assertThat(found(upload)).isInstanceOf(Classified.class);
    }

    @Test
    void givingUpOnAnImageThatOnlyTheStoreKnowsIsSaid() throws IOException {
        StoredImage image = new StoredImage(new Upload(newId(), new Filename("a.jpg"), NOON), sample("rocket.jpg"));
        store.put(image);
        application(new ScriptedClassifier()).giveUp(event(image.upload(), 1), passing);
        assertThat(found(image.upload())).isInstanceOf(Failed.class);
    }

    @Test
    void aDeletedImageDoesNotWaitForEver() throws IOException {
        Upload upload = take();
        Files.delete(content(upload.id()));
        ScriptedClassifier classifier = new ScriptedClassifier();
        application(classifier).classify(event(upload, 1));
        assertThat(classifier.calls()).isZero();
        assertThat(found(upload)).isInstanceOfSatisfying(Failed.class, failed -> {
            assertThat(failed.failure().code()).isEqualTo(ErrorCode.IMAGE_NOT_FOUND);
            assertThat(failed.failure().reason()).contains(upload.id().text(), "deleted");
        });
    }

    @Test
    void aDamagedStoredImageDoesNotWaitForEver() throws IOException {
        Upload upload = take();
        Files.write(content(upload.id()), new byte[3]);
        application(new ScriptedClassifier()).classify(event(upload, 1));
        assertThat(found(upload)).isInstanceOfSatisfying(Failed.class, failed -> assertThat(
                        failed.failure().code())
                .isEqualTo(ErrorCode.STORAGE_FAILED));
    }

    @Test
    void anEventOfAnUnknownImageLeavesNothing() {
        ImageId id = newId();
        ImageClassification application = application(new ScriptedClassifier());
        application.classify(new ImageStored(id, Sequence.of(1)));
        application.giveUp(new ImageStored(id, Sequence.of(1)), passing);
        assertThat(predictions.find(id)).isEmpty();
    }

    @Test
    void lookingUpWhatIsUnknownSaysSo() {
        String id = newId().text();
        notFound(() -> lookup.byId(id), id);
        notFound(() -> lookup.byId("no id at all"), "no id at all");
        notFound(() -> lookup.byFilename("a/b.jpg"), "\"b.jpg\"");
        assertThatExceptionOfType(InvalidRequestException.class).isThrownBy(() -> lookup.byFilename(".."));
    }

    private ImageIntake.Receipt take(String filename, ImageBytes bytes) {
        return new ImageIntake(store, predictions, LIMITS, CLOCK, this::newId).take(filename, bytes);
    }

    private Upload take() throws IOException {
        return take("rocket.jpg", sample("rocket.jpg")).image().upload();
    }

    private ImageClassification application(ScriptedClassifier classifier) {
        return new ImageClassification(store, classifier, predictions, CLOCK);
    }

    private Prediction found(Upload upload) {
        return lookup.byId(upload.id().text());
    }

    private ImageId newId() {
        return ImageId.random(new SecureRandom());
    }

    private Path content(ImageId id) {
        return root.resolve(id.text().substring(0, 2)).resolve(id.text());
    }

    private void refused(Class<? extends SpotterException> error, String filename, ImageBytes bytes) {
        assertThatExceptionOfType(error).isThrownBy(() -> take(filename, bytes));
    }

    private static void notFound(Runnable lookup, String named) {
        assertThatExceptionOfType(ImageNotFoundException.class)
                .isThrownBy(lookup::run)
                .withMessageContaining(named);
    }

    private static Failed failed(Upload upload, ErrorCode code, String reason) {
        return new Failed(upload, Sequence.of(1), new Failure(code, reason), NOON);
    }

    private static ImageStored event(Upload upload, long sequence) {
        return new ImageStored(upload.id(), Sequence.of(sequence));
    }

    private static ImageBytes sample(String file) throws IOException {
        return ImageBytes.wrap(Files.readAllBytes(Path.of("..", "..", "samples", file)));
    }
}
