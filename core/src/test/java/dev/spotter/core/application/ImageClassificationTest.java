package dev.spotter.core.application;

import static dev.spotter.core.application.InMemoryApplication.CLOCK;
import static dev.spotter.core.application.InMemoryApplication.NOON;
import static dev.spotter.core.application.InMemoryApplication.event;
import static dev.spotter.core.application.InMemoryApplication.failed;
import static dev.spotter.core.application.InMemoryApplication.newId;
import static dev.spotter.core.application.InMemoryApplication.sample;
import static dev.spotter.core.testing.ScriptedClassifier.ESPRESSO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.spotter.core.classification.Classification;
import dev.spotter.core.error.ClassificationException;
import dev.spotter.core.error.DamagedImageException;
import dev.spotter.core.error.ErrorCode;
import dev.spotter.core.error.StorageException;
import dev.spotter.core.image.Filename;
import dev.spotter.core.image.ImageBytes;
import dev.spotter.core.image.ImageId;
import dev.spotter.core.image.StoredImage;
import dev.spotter.core.image.Upload;
import dev.spotter.core.prediction.Prediction.Classified;
import dev.spotter.core.prediction.Prediction.Failed;
import dev.spotter.core.prediction.Prediction.Pending;
import dev.spotter.core.prediction.Sequence;
import dev.spotter.core.testing.MapImageStore;
import dev.spotter.core.testing.MapPredictionRepository;
import dev.spotter.core.testing.ScriptedClassifier;
import java.io.IOException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The classification of a stored image")
class ImageClassificationTest {
    private final InMemoryApplication application = new InMemoryApplication();
    private final MapImageStore store = application.store();
    private final MapPredictionRepository predictions = application.predictions();
    private final ClassificationException passing = ClassificationException.transientFailure("out of memory", null);
    private final DamagedImageException lasting = new DamagedImageException("the image ends early");

    @Test
    @DisplayName("leads from an event to labels")
    void labels() throws IOException {
        Upload upload = application.accept();
        ScriptedClassifier classifier = new ScriptedClassifier();
        classification(classifier).classify(event(upload, 1));
        assertThat(application.found(upload)).isEqualTo(new Classified(upload, Sequence.of(1), ESPRESSO, NOON));
    }

    @Test
    @DisplayName("happens once for duplicate and older events, and again for a later one")
    void duplicates() throws IOException {
        Upload upload = application.accept();
        ScriptedClassifier classifier = new ScriptedClassifier();
        ImageClassification classification = classification(classifier);
        classification.classify(event(upload, 2));
        classification.classify(event(upload, 2));
        classification.classify(event(upload, 1));
        assertThat(classifier.calls()).isEqualTo(1);
        classification.classify(event(upload, 3));
        assertThat(classifier.calls()).isEqualTo(2);
        assertThat(application.found(upload)).isEqualTo(new Classified(upload, Sequence.of(3), ESPRESSO, NOON));
    }

    @Test
    @DisplayName("is not overwritten if the event arrives before PENDING is saved")
    void fastEvent() throws IOException {
        StoredImage image = new StoredImage(new Upload(newId(), new Filename("a.jpg"), NOON), sample("rocket.jpg"));
        store.put(image);
        classification(new ScriptedClassifier()).classify(event(image.upload(), 1));
        assertThat(predictions.createIfAbsent(new Pending(image.upload()))).isFalse();
        assertThat(application.found(image.upload())).isInstanceOf(Classified.class);
    }

    @Test
    @DisplayName("throws a transient failure, and the next attempt succeeds")
    void transientFailure() throws IOException {
        Upload upload = application.accept();
        ImageClassification classification = classification(new ScriptedClassifier(passing));
        assertThatExceptionOfType(ClassificationException.class)
                .isThrownBy(() -> classification.classify(event(upload, 1)))
                .isSameAs(passing);
        assertThat(application.found(upload)).isEqualTo(new Pending(upload));
        classification.classify(event(upload, 1));
        assertThat(application.found(upload)).isInstanceOf(Classified.class);
    }

    @Test
    @DisplayName("shows an image that only the store knows as PENDING while it is retried")
    void unknownImage() throws IOException {
        StoredImage image = new StoredImage(new Upload(newId(), new Filename("a.jpg"), NOON), sample("rocket.jpg"));
        store.put(image);
        ImageClassification classification = classification(new ScriptedClassifier(passing));
        assertThatExceptionOfType(ClassificationException.class)
                .isThrownBy(() -> classification.classify(event(image.upload(), 1)));
        assertThat(application.found(image.upload())).isEqualTo(new Pending(image.upload()));
        classification.classify(event(image.upload(), 1));
        assertThat(application.found(image.upload())).isInstanceOf(Classified.class);
    }

    @Test
    @DisplayName("saves a permanent failure and does not retry it")
    void permanentFailure() throws IOException {
        Upload upload = application.accept();
        ScriptedClassifier classifier = new ScriptedClassifier(lasting);
        classification(classifier).classify(event(upload, 1));
        classification(classifier).classify(event(upload, 1));
        assertThat(classifier.calls()).isEqualTo(1);
        assertThat(application.found(upload))
                .isEqualTo(failed(upload, ErrorCode.IMAGE_DAMAGED, "the image ends early"));
    }

    @Test
    @DisplayName("classifies again what is FAILED or had no event, and a later event still counts")
    void again() throws IOException {
        Upload upload = application.accept();
        ScriptedClassifier classifier = new ScriptedClassifier(lasting, passing);
        ImageClassification classification = classification(classifier);
        classification.classify(event(upload, 1));
        assertThatExceptionOfType(ClassificationException.class)
                .isThrownBy(() -> classification.classifyAgain(upload.id()))
                .isSameAs(passing);
        assertThat(application.found(upload)).isInstanceOf(Failed.class);
        assertThat(classification.classifyAgain(upload.id())).containsInstanceOf(Classified.class);
        assertThat(classification.classifyAgain(upload.id())).contains((Classified) application.found(upload));
        assertThat(classifier.calls()).isEqualTo(3);
        classification.classify(event(upload, 1));
        assertThat(classifier.calls()).isEqualTo(3);
        classification.classify(event(upload, 2));
        assertThat(classifier.calls()).isEqualTo(4);

        Upload withoutEvent = application.accept();
        assertThat(classification.classifyAgain(withoutEvent.id())).containsInstanceOf(Classified.class);
        assertThat(classification.classifyAgain(newId())).isEmpty();
    }

    @Test
    @DisplayName("makes a deleted image FAILED")
    void deleted() throws IOException {
        Upload upload = application.accept();
        store.images().remove(upload.id());
        ScriptedClassifier classifier = new ScriptedClassifier();
        classification(classifier).classify(event(upload, 1));
        assertThat(classifier.calls()).isZero();
        assertThat(application.found(upload)).isInstanceOfSatisfying(Failed.class, failed -> {
            assertThat(failed.failure().code()).isEqualTo(ErrorCode.IMAGE_NOT_FOUND);
            assertThat(failed.failure().reason()).contains(upload.id().text(), "deleted");
        });
    }

    @Test
    @DisplayName("leaves nothing of an image that is deleted while it is classified")
    void deletedMeanwhile() throws IOException {
        Upload upload = application.accept();
        ScriptedClassifier classifier = new ScriptedClassifier() {
            @Override
            public Classification classify(ImageBytes image) {
                application.deletion().delete(upload.id());
                return super.classify(image);
            }
        };
        classification(classifier).classify(event(upload, 1));
        assertThat(classifier.calls()).isEqualTo(1);
        assertNothingIsLeft(upload);
        classification(classifier).classify(event(upload, 2));
        new FailureRecording(store, predictions, CLOCK).record(event(upload, 3), passing);
        assertThat(classifier.calls()).isEqualTo(1);
        assertNothingIsLeft(upload);
    }

    @Test
    @DisplayName("ends a deletion that was interrupted before the image was deleted")
    void interruptedDeletion() throws IOException {
        Upload upload = application.accept();
        predictions.delete(upload.id());
        ScriptedClassifier classifier = new ScriptedClassifier();
        classification(classifier).classify(event(upload, 1));
        assertThat(classifier.calls()).isZero();
        assertNothingIsLeft(upload);
    }

    @Test
    @DisplayName("makes an image FAILED that is damaged in the store")
    void damaged() throws IOException {
        Upload upload = application.accept();
        store.failWith(StorageException.permanentFailure("the stored image is damaged", null));
        classification(new ScriptedClassifier()).classify(event(upload, 1));
        assertThat(application.found(upload)).isInstanceOfSatisfying(Failed.class, failed -> assertThat(
                        failed.failure().code())
                .isEqualTo(ErrorCode.STORAGE_FAILED));
    }

    @Test
    @DisplayName("saves nothing for the event of an unknown image")
    void nothing() {
        ImageId id = newId();
        classification(new ScriptedClassifier()).classify(new ImageStored(id, Sequence.of(1)));
        assertThat(predictions.find(id)).isEmpty();
    }

    private void assertNothingIsLeft(Upload upload) {
        assertThat(predictions.find(upload.id())).isEmpty();
        assertThat(predictions.findNewest(upload.filename())).isEmpty();
        assertThat(store.images()).isEmpty();
    }

    private ImageClassification classification(ScriptedClassifier classifier) {
        return new ImageClassification(store, classifier, predictions, CLOCK);
    }
}
