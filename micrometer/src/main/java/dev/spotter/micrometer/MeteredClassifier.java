package dev.spotter.micrometer;

import dev.spotter.core.classification.Classification;
import dev.spotter.core.classification.Classifier;
import dev.spotter.core.classification.ModelIdentity;
import dev.spotter.core.image.ImageBytes;
import dev.spotter.core.internal.MeterName;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * A classifier whose calls are timed as {@code spotter.classify}, in seconds, with the tag {@code outcome}:
 * {@code success} or the failure's code. Its model is told by {@link ModelMeter}. Thread-safe as its classifier is.
 */
public final class MeteredClassifier implements Classifier {
    private final Classifier classifier;
    private final StepTimer timer;

    /** @param classifier is closed with this one */
    public MeteredClassifier(Classifier classifier, MeterRegistry registry) {
        this.classifier = classifier;
        this.timer = new StepTimer(registry);
        ModelMeter.register(classifier.model(), registry);
    }

    @Override
    public Classification classify(ImageBytes image) {
        return timer.time(MeterName.CLASSIFY, () -> classifier.classify(image));
    }

    @Override
    public ModelIdentity model() {
        return classifier.model();
    }

    @Override
    public void close() {
        classifier.close();
    }
}
