package dev.spotter.emulator;

import dev.spotter.core.classification.Classification;
import dev.spotter.core.classification.Classifier;
import dev.spotter.core.classification.ModelIdentity;
import dev.spotter.core.image.ImageBytes;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A classifier that is opened when it is first asked. */
final class LazyClassifier implements Classifier {
    private final Supplier<? extends Classifier> opener;
    private @Nullable Classifier opened;
    private boolean isClosed;

    LazyClassifier(Supplier<? extends Classifier> opener) {
        this.opener = opener;
    }

    @Override
    public Classification classify(ImageBytes image) {
        return open().classify(image);
    }

    @Override
    public ModelIdentity model() {
        return open().model();
    }

    @Override
    public synchronized void close() {
        isClosed = true;
        if (opened != null) {
            opened.close();
        }
    }

    private synchronized Classifier open() {
        if (isClosed) {
            throw new IllegalStateException("the classifier is closed");
        }
        if (opened == null) {
            opened = opener.get();
        }
        return opened;
    }
}
