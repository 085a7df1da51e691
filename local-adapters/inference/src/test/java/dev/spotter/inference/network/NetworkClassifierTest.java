package dev.spotter.inference.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.spotter.core.classification.Classification;
import dev.spotter.core.classification.ClassificationResult;
import dev.spotter.core.classification.ClassificationResult.Failed;
import dev.spotter.core.classification.DecisionRule;
import dev.spotter.core.classification.ModelIdentity;
import dev.spotter.core.error.ClassificationException;
import dev.spotter.core.error.ImageTooLargeException;
import dev.spotter.core.error.ModelException;
import dev.spotter.core.error.UnsupportedImageException;
import dev.spotter.core.image.ImageBytes;
import dev.spotter.core.image.ImageLimits;
import dev.spotter.core.image.ImageSource;
import dev.spotter.imaging.ImageDecoder;
import dev.spotter.imaging.InputSpec;
import dev.spotter.imaging.Interpolation;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A classifier with any network")
class NetworkClassifierTest {
    private static final int THREADS = 3;
    private static final InputSpec ONE_PIXEL =
            new InputSpec(1, 1, Interpolation.BILINEAR, List.of(0f, 0f, 0f), List.of(1f, 1f, 1f));

    @Test
    @DisplayName("works on as many images at once as it has predictors, and gives the answers in order")
    void parallel() {
        CyclicBarrier together = new CyclicBarrier(THREADS);
        SteeredNetwork network = new SteeredNetwork(() -> {
            meet(together);
            return new float[0];
        });
        int images = 20 * THREADS;
        try (NetworkClassifier classifier = classifier(network);
                Stream<ClassificationResult> results =
                        classifier.classifyAll(IntStream.range(0, images).mapToObj(NetworkClassifierTest::red))) {
            List<Double> reds = results.map(result -> result.orElseThrow().labels().stream()
                            .filter(label -> label.name().equals("red"))
                            .findFirst()
                            .orElseThrow()
                            .score())
                    .toList();
            assertThat(reds).hasSize(images).isSorted().doesNotHaveDuplicates();
        }
        assertThat(network.open()).isZero();
    }

    @Test
    @DisplayName("takes few images ahead of the result that is asked for, and no more after a close")
    void bounded() {
        AtomicInteger taken = new AtomicInteger();
        try (NetworkClassifier classifier = classifier(new SteeredNetwork(() -> new float[0]))) {
            try (Stream<ClassificationResult> results = classifier.classifyAll(IntStream.range(0, 250)
                    .mapToObj(NetworkClassifierTest::red)
                    .peek(image -> taken.incrementAndGet()))) {
                Iterator<ClassificationResult> some = results.iterator();
                for (int given = 1; given <= 50; given++) {
                    some.next();
                    assertThat(taken).hasValueLessThanOrEqualTo(given + 2 * THREADS + 1);
                }
            }
            assertThat(taken).hasValueLessThanOrEqualTo(50 + 2 * THREADS + 1);
        }
    }

    @Test
    @DisplayName("gives the failure of an image in its place, whatever it is, and classifies the next one")
    void failuresInOrder() {
        ImageBytes noImage = ImageBytes.wrap(new byte[100]);
        IOException unreadable = new IOException("the disk is broken");
        OutOfMemoryError full = new OutOfMemoryError("Java heap space");
        ImageSource unreadableImage = limits -> {
            throw unreadable;
        };
        Stream<ImageSource> images = Stream.of(
                red(1),
                noImage,
                unreadableImage,
                red(2),
                limits -> {
                    throw full;
                },
                red(3));
        try (NetworkClassifier classifier = classifier(new SteeredNetwork(() -> new float[0]))) {
            List<ClassificationResult> results = classifier.classifyAll(images).toList();
            assertThat(results)
                    .extracting(result -> result instanceof Failed)
                    .containsExactly(false, true, true, false, true, false);
            assertThatExceptionOfType(UnsupportedImageException.class)
                    .isThrownBy(() -> results.get(1).orElseThrow());
            assertThat(results.get(2)).isEqualTo(new Failed(unreadableImage, unreadable));
            assertThat(((Failed) results.get(4)).cause()).hasCause(full);
            assertThat(results.get(5).orElseThrow().labels()).hasSize(2);
        }
    }

    @Test
    @DisplayName("does not read a file over its limit, alone or among many")
    void filesWithinLimit(@TempDir Path directory) throws IOException {
        Path huge = directory.resolve("huge.jpg");
        try (RandomAccessFile file = new RandomAccessFile(huge.toFile(), "rw")) {
            file.setLength(1L << 40);
        }
        try (NetworkClassifier classifier = classifier(new SteeredNetwork(() -> new float[0]))) {
            assertThatExceptionOfType(ImageTooLargeException.class).isThrownBy(() -> classifier.classify(huge));
            List<ClassificationResult> results = classifier
                    .classifyAll(Stream.of(ImageSource.of(huge), red(1)))
                    .toList();
            assertThat(((Failed) results.get(0)).cause()).isInstanceOf(ImageTooLargeException.class);
            assertThat(results.get(0).image()).hasToString(huge.toString());
            assertThat(results.get(1).orElseThrow().labels()).hasSize(2);
        }
    }

    @Test
    @DisplayName("releases each image that it has read, and reads as many at once as it has predictors")
    void released() {
        AtomicInteger read = new AtomicInteger();
        AtomicInteger mostRead = new AtomicInteger();
        ImageBytes pixel = red(1);
        ImageSource image = new ImageSource() {
            @Override
            public ImageBytes read(ImageLimits limits) {
                mostRead.accumulateAndGet(read.incrementAndGet(), Math::max);
                return pixel;
            }

            @Override
            public void release() {
                read.decrementAndGet();
            }
        };
        try (NetworkClassifier classifier = classifier(new SteeredNetwork(() -> new float[0]))) {
            assertThat(classifier.classifyAll(Stream.generate(() -> image).limit(100)))
                    .hasSize(100);
        }
        assertThat(read).hasValue(0);
        assertThat(mostRead).hasValueBetween(1, THREADS);
    }

    @Test
    @DisplayName("closes the images with the answers")
    void closes() {
        AtomicInteger closed = new AtomicInteger();
        try (NetworkClassifier classifier = classifier(new SteeredNetwork(() -> new float[0]))) {
            Stream<ImageBytes> images = Stream.of(red(1)).onClose(closed::incrementAndGet);
            classifier.classifyAll(images).close();
        }
        assertThat(closed).hasValue(1);
    }

    @Test
    @DisplayName("refuses answers that do not fit, and is closed if it did so when it was tried out")
    void misfits() {
        NetworkClassifier useless = classifier(new SteeredNetwork(() -> new float[] {1, 2, 3}));
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(useless::tryOut)
                .withMessage("steered does not work: the model gave 3 scores for its 2 labels");
        assertThatIllegalStateException().isThrownBy(() -> useless.classify(red(1)));
        try (NetworkClassifier classifier = classifier(new SteeredNetwork(() -> new float[] {Float.NaN, 0}))) {
            assertThatExceptionOfType(ClassificationException.class)
                    .isThrownBy(() -> classifier.classify(red(1)))
                    .withMessageContaining("no probability");
        }
    }

    @Test
    @DisplayName("refuses images after it is closed")
    void closed() {
        NetworkClassifier classifier = classifier(new SteeredNetwork(() -> new float[0]));
        classifier.close();
        classifier.close();
        assertThatIllegalStateException().isThrownBy(() -> classifier.classify(red(1)));
    }

    @Test
    @DisplayName("closed by two threads frees nothing and returns to neither while calls are under way, and who waits "
            + "is told")
    void twoClosers() throws Exception {
        CountDownLatch begun = new CountDownLatch(THREADS);
        CountDownLatch finish = new CountDownLatch(1);
        SteeredNetwork network = new SteeredNetwork(() -> {
            begun.countDown();
            meet(finish);
            return new float[0];
        });
        NetworkClassifier classifier = classifier(network);
        List<BackgroundTask<Classification>> calls = IntStream.range(0, THREADS)
                .mapToObj(i -> BackgroundTask.of(() -> classifier.classify(red(i))))
                .toList();
        meet(begun);
        BackgroundTask<Classification> waiting = BackgroundTask.of(() -> classifier.classify(red(9)));
        waiting.awaitHalt();
        BackgroundTask<Boolean> interrupted = BackgroundTask.of(() -> closed(classifier, true));
        interrupted.awaitHalt();
        BackgroundTask<Boolean> second = BackgroundTask.of(() -> closed(classifier, false));
        second.awaitHalt();

        assertThat(network.open()).isEqualTo(1 + THREADS);
        assertThat(interrupted.isDone() || second.isDone()).isFalse();
        finish.countDown();
        for (BackgroundTask<Classification> call : calls) {
            assertThat(call.get().labels()).hasSize(2);
        }
        assertThat(interrupted.get()).isTrue();
        assertThat(second.get()).isFalse();
        assertThat(network.open()).isZero();
        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(waiting::get)
                .withCauseInstanceOf(IllegalStateException.class);
    }

    @Test
    @DisplayName("still classifies after the engine failed in any way, and reports the failure in its own words")
    void engineFails() {
        Deque<Throwable> failures = new ArrayDeque<>(List.of(
                new ArithmeticException("/ by zero"),
                new StackOverflowError(),
                new OutOfMemoryError("Java heap space"),
                ClassificationException.permanentFailure("the engine's own words", null)));
        try (NetworkClassifier classifier = classifier(new SteeredNetwork(() -> {
            if (failures.isEmpty()) {
                return new float[0];
            }
            throw sneaky(failures.remove());
        }))) {
            assertFails(classifier, "the model failed on this image", false);
            assertFails(classifier, "the model failed on this image", false);
            assertFails(classifier, "there is not enough memory left for the model", true);
            assertFails(classifier, "the engine's own words", false);
            for (int i = 0; i < 2 * THREADS; i++) {
                assertThat(classifier.classify(red(255)).best().name()).isEqualTo("red");
            }
        }
    }

    @Test
    @DisplayName("leaves nothing open if a predictor cannot be made, or if trying it out fails in any way")
    void noRoom() {
        SteeredNetwork tooSmall = new SteeredNetwork(() -> new float[0], THREADS - 1);
        assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(() -> classifier(tooSmall));
        assertThat(tooSmall.open()).isZero();
        SteeredNetwork failing = new SteeredNetwork(() -> {
            throw new LinkageError();
        });
        assertThatExceptionOfType(LinkageError.class)
                .isThrownBy(() -> classifier(failing).tryOut());
        assertThat(failing.open()).isZero();
    }

    @Test
    @DisplayName("reads no more images after the source of images has failed")
    void imagesFail() {
        try (NetworkClassifier classifier = classifier(new SteeredNetwork(() -> new float[0]));
                Stream<ClassificationResult> results = classifier.classifyAll(Stream.<ImageSource>generate(() -> {
                    throw new OutOfMemoryError("Java heap space");
                }))) {
            Iterator<ClassificationResult> some = results.iterator();
            assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(some::next);
            assertThat(some.hasNext()).isFalse();
        }
    }

    private static boolean closed(NetworkClassifier classifier, boolean isInterrupted) {
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
        classifier.close();
        return Thread.interrupted();
    }

    private static void assertFails(NetworkClassifier classifier, String message, boolean retryable) {
        assertThatExceptionOfType(ClassificationException.class)
                .isThrownBy(() -> classifier.classify(red(1)))
                .withMessage(message)
                .returns(retryable, ClassificationException::isRetryable);
    }

    /** Throws what may only be a runtime exception or an error. */
    private static RuntimeException sneaky(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        return (RuntimeException) failure;
    }

    private static NetworkClassifier classifier(Network network) {
        NetworkDescription description = new NetworkDescription(
                new ModelIdentity("steered", "1"),
                List.of("other", "red"),
                ONE_PIXEL,
                Activation.NONE,
                DecisionRule.NONE);
        return new NetworkClassifier(
                network, description, Path.of("steered"), THREADS, new ImageDecoder(ImageLimits.DEFAULT)) {};
    }

    private static ImageBytes red(int level) {
        BufferedImage pixel = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB);
        pixel.setRGB(0, 0, level << 16);
        try {
            ByteArrayOutputStream png = new ByteArrayOutputStream();
            ImageIO.write(pixel, "png", png);
            return ImageBytes.wrap(png.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void meet(CountDownLatch others) {
        try {
            assertThat(others.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void meet(CyclicBarrier together) {
        try {
            together.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new IllegalStateException("the others are not at work at the same time", e);
        }
    }
}
