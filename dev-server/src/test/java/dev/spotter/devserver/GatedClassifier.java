package dev.spotter.devserver;

import dev.spotter.core.classification.Classification;
import dev.spotter.core.classification.Classifier;
import dev.spotter.core.classification.Label;
import dev.spotter.core.classification.ModelIdentity;
import dev.spotter.core.error.ClassificationException;
import dev.spotter.core.error.DamagedImageException;
import dev.spotter.core.image.ImageBytes;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Answers once its gate is open, so that a test decides when images are PENDING; fails first as often as it is told.
 */
final class GatedClassifier implements Classifier {
    private final CountDownLatch gate = new CountDownLatch(1);
    private final List<Integer> begun = new CopyOnWriteArrayList<>();
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger passingFailures = new AtomicInteger();
    private final String version;

    GatedClassifier() {
        this("1");
    }

    GatedClassifier(String version) {
        this.version = version;
    }

    void open() {
        gate.countDown();
    }

    void failInPassing(int times) {
        passingFailures.set(times);
    }

    /** The sizes in bytes of the images that began to be classified, in this order. */
    List<Integer> begun() {
        return List.copyOf(begun);
    }

    int calls() {
        return calls.get();
    }

    @Override
    public Classification classify(ImageBytes image) {
        begun.add(image.sizeBytes());
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ClassificationException.transientFailure("interrupted", e);
        }
        calls.incrementAndGet();
        if (passingFailures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw ClassificationException.transientFailure("the model is busy", null);
        }
        if (image.sizeBytes() < 1_000) {
            throw new DamagedImageException("the image is damaged");
        }
        return new Classification(List.of(new Label("gate", 1)), model(), Duration.ZERO);
    }

    @Override
    public ModelIdentity model() {
        return new ModelIdentity("gated", version);
    }

    @Override
    public void close() {}
}
