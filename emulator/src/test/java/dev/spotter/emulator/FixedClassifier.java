package dev.spotter.emulator;

import dev.spotter.core.classification.Classification;
import dev.spotter.core.classification.Classifier;
import dev.spotter.core.classification.Label;
import dev.spotter.core.classification.ModelIdentity;
import dev.spotter.core.error.SpotterException;
import dev.spotter.core.image.ImageBytes;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** Says the same of every image. */
record FixedClassifier(Supplier<List<Label>> labels) implements Classifier {
    static final List<String> CLASSES = List.of("crane", "cup", "espresso", "crane", "bowl", "mug");

    static FixedClassifier coffee() {
        return new FixedClassifier(() -> List.of(
                new Label("espresso", 0.5),
                new Label("crane", 0.25),
                new Label("cup", 0.125),
                new Label("crane", 0.0625),
                new Label("mug", 0.03125),
                new Label("bowl", 0.015625)));
    }

    static FixedClassifier failing(SpotterException error) {
        return new FixedClassifier(() -> {
            throw error;
        });
    }

    @Override
    public Classification classify(ImageBytes image) {
        return Classification.ranked(labels.get(), model(), Duration.ZERO);
    }

    @Override
    public ModelIdentity model() {
        return new ModelIdentity("fixed", "1");
    }

    @Override
    public void close() {}
}
