package dev.spotter.lambda;

import dev.spotter.core.classification.Classification;
import dev.spotter.core.classification.Classifier;
import dev.spotter.core.classification.ModelIdentity;
import dev.spotter.core.image.ImageBytes;
import dev.spotter.core.internal.MeterName;

/** A classifier whose calls are timed. The caller closes the original one. */
record MeasuredClassifier(Classifier classifier, LogLine line) implements Classifier {
    @Override
    public Classification classify(ImageBytes image) {
        return line.timed(MeterName.CLASSIFY, () -> classifier.classify(image));
    }

    @Override
    public ModelIdentity model() {
        return classifier.model();
    }

    @Override
    public void close() {
        // Not ours.
    }
}
