package dev.spotter.core.application;

import static dev.spotter.core.application.InMemoryApplication.CLOCK;
import static dev.spotter.core.application.InMemoryApplication.NOON;
import static dev.spotter.core.application.InMemoryApplication.event;
import static dev.spotter.core.application.InMemoryApplication.failed;
import static dev.spotter.core.application.InMemoryApplication.newId;
import static dev.spotter.core.application.InMemoryApplication.sample;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.spotter.core.error.ClassificationException;
import dev.spotter.core.error.ErrorCode;
import dev.spotter.core.error.StorageException;
import dev.spotter.core.image.Filename;
import dev.spotter.core.image.ImageId;
import dev.spotter.core.image.StoredImage;
import dev.spotter.core.image.Upload;
import dev.spotter.core.prediction.Failure;
import dev.spotter.core.prediction.Prediction.Classified;
import dev.spotter.core.prediction.Prediction.Failed;
import dev.spotter.core.prediction.Sequence;
import dev.spotter.core.testing.MapImageStore;
import dev.spotter.core.testing.MapPredictionRepository;
import dev.spotter.core.testing.ScriptedClassifier;
import java.io.IOException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The recording of a failure")
class FailureRecordingTest {
    private final InMemoryApplication application = new InMemoryApplication();
    private final MapImageStore store = application.store();
    private final MapPredictionRepository predictions = application.predictions();
    private final FailureRecording failures = new FailureRecording(store, predictions, CLOCK);
    private final ClassificationException passing = ClassificationException.transientFailure("out of memory", null);

    @Test
    @DisplayName("makes the image FAILED with the last reason")
    void reason() throws IOException {
        Upload upload = application.accept();
        failures.record(event(upload, 1), passing);
        assertThat(application.found(upload))
                .isEqualTo(failed(upload, ErrorCode.CLASSIFICATION_FAILED, "out of memory"));
    }

    @Test
    @DisplayName("shows nothing internal after an unknown error")
    void unknownError() throws IOException {
        Upload upload = application.accept();
        IllegalStateException bug = new IllegalStateException("/secret/path");
        ImageClassification classification = classification(new ScriptedClassifier(bug));
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> classification.classify(event(upload, 1)));
        failures.record(event(upload, 1), bug);
        assertThat(application.found(upload))
                .isInstanceOfSatisfying(Failed.class, failed -> assertThat(failed.failure())
                        .returns(ErrorCode.INTERNAL, Failure::code)
                        .matches(failure -> !failure.reason().contains("secret")));
    }

    @Test
    @DisplayName("never overwrites an outcome of the same event")
    void outcome() throws IOException {
        Upload upload = application.accept();
        ImageClassification classification = classification(new ScriptedClassifier());
        classification.classify(event(upload, 1));
        failures.record(event(upload, 1), passing);
        assertThat(application.found(upload)).isInstanceOf(Classified.class);
    }

    @Test
    @DisplayName("finds the upload of an image that only the store knows, and reads no image")
    void unknownImage() throws IOException {
        StoredImage image = new StoredImage(new Upload(newId(), new Filename("a.jpg"), NOON), sample("rocket.jpg"));
        store.put(image);
        store.failWith(StorageException.permanentFailure("no image may be read here", null));
        failures.record(event(image.upload(), 1), passing);
        assertThat(application.found(image.upload())).isInstanceOf(Failed.class);
    }

    @Test
    @DisplayName("saves nothing for an unknown image")
    void nothing() {
        ImageId id = newId();
        failures.record(new ImageStored(id, Sequence.of(1)), passing);
        assertThat(predictions.find(id)).isEmpty();
    }

    private ImageClassification classification(ScriptedClassifier classifier) {
        return new ImageClassification(store, classifier, predictions, CLOCK);
    }
}
