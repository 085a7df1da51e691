package dev.spotter.core.testing;

import dev.spotter.core.classification.Classification;
import dev.spotter.core.classification.Classifier;
import dev.spotter.core.classification.Label;
import dev.spotter.core.classification.ModelIdentity;
import dev.spotter.core.image.ImageBytes;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;

/** Throws the failures it was given, one a call, then sees espresso in everything. */
public class ScriptedClassifier implements Classifier {
    public static final ModelIdentity MODEL = new ModelIdentity("scripted", "1");
    public static final Classification ESPRESSO =
            new Classification(List.of(new Label("espresso", 0.9)), MODEL, Duration.ofMillis(5));

    private final Queue<RuntimeException> failures;
    private int calls;

    public ScriptedClassifier(RuntimeException... failures) {
        this.failures = new ArrayDeque<>(Arrays.asList(failures));
    }

    public final int calls() {
        return calls;
    }

    @Override
    public Classification classify(ImageBytes image) {
        calls++;
        RuntimeException failure = failures.poll();
        if (failure != null) {
            throw failure;
        }
        return ESPRESSO;
    }

    @Override
    public ModelIdentity model() {
        return MODEL;
    }

    @Override
    public void close() {}
}
