package dev.spotter.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.spotter.core.classification.Classification;
import dev.spotter.core.classification.ClassificationResult;
import dev.spotter.core.classification.ClassificationResult.Failed;
import dev.spotter.core.classification.Classifier;
import dev.spotter.core.classification.Label;
import dev.spotter.core.error.DamagedImageException;
import dev.spotter.core.error.UnsupportedImageException;
import dev.spotter.core.image.ImageBytes;
import dev.spotter.core.image.ImageFormat;
import dev.spotter.core.image.ImageSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link Classifier} keeps to, whatever its model and its limits are. */
@DisplayName("A classifier")
public abstract class ClassifierContract {
    private static final double SAME_SCORE = 1e-4;
    private static final double ROUNDING = 1e-2;

    private Classifier classifier;

    /**
     * The classifier under test, called before each test and closed after it. It takes images of 320 x 213 pixels at
     * least.
     */
    protected abstract Classifier newClassifier() throws Exception;

    @BeforeEach
    void openClassifier() throws Exception {
        classifier = newClassifier();
    }

    @AfterEach
    void closeClassifier() {
        classifier.close();
    }

    @Test
    @DisplayName("gives labels by descending score in [0,1], by the model it names")
    void labels() throws IOException {
        Classification classification = classifier.classify(TestImages.coffee());
        assertThat(classification.labels()).isNotEmpty().isSorted();
        assertThat(classification.labels())
                .allSatisfy(label -> assertThat(label.score()).isBetween(0.0, 1.0));
        assertThat(classification.model()).isEqualTo(classifier.model());
        assertThatThrownBy(() -> classification.labels().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    @DisplayName("says the same of every image about what its scores mean: they sum to 1 at most, or are independent")
    void decision(@TempDir Path directory) throws IOException {
        Classification first = classifier.classify(TestImages.coffee());
        double sum = first.labels().stream().mapToDouble(Label::score).sum();
        assertThat(first.decision().independent() || sum <= 1 + ROUNDING)
                .as("labels that exclude each other have scores that sum to 1 at most, but it is %s", sum)
                .isTrue();
        Path file = Files.write(directory.resolve("image"), TestImages.coffee().toByteArray());
        assertThat(classifier.classify(file).decision()).isEqualTo(first.decision());
        try (Stream<ClassificationResult> results = classifier.classifyAll(Stream.of(TestImages.coffee()))) {
            assertThat(results.map(result -> result.orElseThrow().decision())).containsExactly(first.decision());
        }
    }

    @Test
    @DisplayName("reads every format")
    void formats() throws IOException {
        for (ImageFormat format : ImageFormat.values()) {
            assertThat(classifier.classify(TestImages.coffee(format)).labels())
                    .as(format.displayName())
                    .isNotEmpty();
        }
    }

    @Test
    @DisplayName("gives the same bytes the same scores, from a file as well")
    void repeatable(@TempDir Path directory) throws IOException {
        Classification first = classifier.classify(TestImages.coffee());
        assertSame(classifier.classify(TestImages.coffee()), first);
        Path file = Files.write(
                directory.resolve("no image's name.txt"), TestImages.coffee().toByteArray());
        assertSame(classifier.classify(file), first);
    }

    @Test
    @DisplayName("says of a missing file that it cannot be read")
    void missingFile(@TempDir Path directory) {
        assertThatIOException().isThrownBy(() -> classifier.classify(directory.resolve("missing.jpg")));
    }

    @Test
    @DisplayName("refuses a file that is no image or is cut off, and classifies the next image as before")
    void failures() throws IOException {
        Classification before = classifier.classify(TestImages.coffee());
        for (ImageBytes noImage : TestImages.noImages()) {
            assertThatExceptionOfType(UnsupportedImageException.class)
                    .as("%s", noImage)
                    .isThrownBy(() -> classifier.classify(noImage));
        }
        for (ImageBytes cutOff : TestImages.cutOff()) {
            assertThatExceptionOfType(DamagedImageException.class)
                    .as("%s", cutOff)
                    .isThrownBy(() -> classifier.classify(cutOff));
        }
        assertSame(classifier.classify(TestImages.coffee()), before);
    }

    @Test
    @DisplayName("gives the same result to eight threads at once as to one")
    void threads() throws Exception {
        Classification alone = classifier.classify(TestImages.coffee());
        assertThat(Concurrently.run(i -> () -> classifier.classify(TestImages.coffee())))
                .allSatisfy(each -> assertSame(each, alone));
    }

    @Test
    @DisplayName(
            "gives a result for each of many images in order, which names the image: a classification or a failure")
    void many(@TempDir Path directory) throws IOException {
        List<ImageBytes> images = List.of(
                TestImages.coffee(ImageFormat.PNG),
                TestImages.coffee(ImageFormat.JPEG),
                TestImages.coffee(ImageFormat.GIF));
        try (Stream<ClassificationResult> results = classifier.classifyAll(images.stream())) {
            List<ClassificationResult> all = results.toList();
            assertThat(all).hasSameSizeAs(images);
            for (int i = 0; i < images.size(); i++) {
                assertSame(all.get(i).orElseThrow(), classifier.classify(images.get(i)));
                assertThat(all.get(i).image()).isSameAs(images.get(i));
            }
        }
        Path file = Files.write(directory.resolve("image"), images.get(1).toByteArray());
        Path missing = directory.resolve("missing.jpg");
        List<ImageSource> sources =
                List.of(images.get(0), TestImages.noImages().get(0), ImageSource.of(missing), ImageSource.of(file));
        try (Stream<ClassificationResult> results = classifier.classifyAll(sources.stream())) {
            Iterator<ClassificationResult> each = results.iterator();
            assertSame(each.next().orElseThrow(), classifier.classify(images.get(0)));
            assertThat(each.next()).isInstanceOfSatisfying(Failed.class, failed -> assertThat(failed.cause())
                    .isInstanceOf(UnsupportedImageException.class));
            assertThat(each.next()).isInstanceOfSatisfying(Failed.class, failed -> {
                assertThat(failed.cause()).isInstanceOf(IOException.class);
                assertThat(failed.image()).isSameAs(sources.get(2)).hasToString(missing.toString());
            });
            assertSame(each.next().orElseThrow(), classifier.classify(images.get(1)));
            assertThat(each.hasNext()).isFalse();
        }
    }

    @Test
    @DisplayName("refuses images after it is closed, and may be closed again")
    void closed() {
        classifier.close();
        classifier.close();
        assertThatIllegalStateException().isThrownBy(() -> classifier.classify(TestImages.coffee()));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 8})
    @DisplayName("closed by several threads at once, returns to each only when no call is running, and classifies "
            + "correctly until then")
    void closers(int callers) throws Exception {
        Classification alone = classifier.classify(TestImages.coffee());
        CloseRace.Outcome outcome = new CloseRace(classifier, TestImages.coffee()).run(callers);
        assertThat(outcome.calls())
                .isNotEmpty()
                .allSatisfy(call -> assertSame(call.classification(), alone))
                .allSatisfy(call -> assertThat(call.earliestEndNanos() - outcome.firstReturnNanos())
                        .as("nanoseconds that a call was under way after a close had returned")
                        .isNotPositive());
        assertThat(outcome.closings())
                .extracting(CloseRace.Closing::isInterrupted)
                .containsExactly(true, false, false);
    }

    /** The five best are compared by name: two of nearly the same score may change places. */
    private static void assertSame(Classification classification, Classification expected) {
        Map<String, Double> scores =
                classification.labels().stream().collect(Collectors.toMap(Label::name, Label::score, Math::max));
        assertThat(expected.top(5)).allSatisfy(label -> assertThat(scores.get(label.name()))
                .as(label.name())
                .isNotNull()
                .isCloseTo(label.score(), within(SAME_SCORE)));
    }
}
