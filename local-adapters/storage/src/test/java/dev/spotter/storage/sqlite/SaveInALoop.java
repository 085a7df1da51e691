package dev.spotter.storage.sqlite;

import dev.spotter.core.classification.Classification;
import dev.spotter.core.classification.Label;
import dev.spotter.core.classification.ModelIdentity;
import dev.spotter.core.image.Filename;
import dev.spotter.core.image.ImageId;
import dev.spotter.core.image.Upload;
import dev.spotter.core.prediction.Prediction;
import dev.spotter.core.prediction.Sequence;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Saves predictions in the directory it is given until it is killed, and prints each id once its outcome was saved. */
final class SaveInALoop {
    private static final int CLASSES = 1_000;

    private SaveInALoop() {}

    public static void main(String[] args) {
        SecureRandom random = new SecureRandom();
        try (SqlitePredictionRepository predictions = SqlitePredictionRepository.open(Path.of(args[0]))) {
            while (true) {
                Prediction.Classified outcome = outcome(ImageId.random(random), CLASSES);
                predictions.createIfAbsent(new Prediction.Pending(outcome.upload()));
                predictions.save(outcome);
                System.out.println(outcome.upload().id());
            }
        }
    }

    /** The one outcome that an id has here: its scores follow from the id. */
    static Prediction.Classified outcome(ImageId id, int classes) {
        Random random = new Random(id.text().hashCode());
        List<Label> labels = IntStream.range(0, classes)
                .mapToObj(i -> new Label("class " + i, random.nextFloat()))
                .toList();
        return new Prediction.Classified(
                new Upload(id, new Filename("photo " + id + ".jpg"), Instant.ofEpochMilli(random.nextInt())),
                Sequence.of(1),
                Classification.ranked(labels, new ModelIdentity("loop", "1"), Duration.ofMillis(11)),
                Instant.EPOCH);
    }
}
