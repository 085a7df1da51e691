package dev.spotter.lambda;

import dev.spotter.core.classification.Classification;
import dev.spotter.core.classification.Classifier;
import dev.spotter.core.classification.ModelIdentity;
import dev.spotter.core.image.ImageBytes;

/** For where attempts are ended and none is made. */
enum NoClassifier implements Classifier {
    INSTANCE;

    @Override
    public Classification classify(ImageBytes image) {
        throw new UnsupportedOperationException("nothing is classified here");
    }

    @Override
    public ModelIdentity model() {
        throw new UnsupportedOperationException("nothing is classified here");
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
