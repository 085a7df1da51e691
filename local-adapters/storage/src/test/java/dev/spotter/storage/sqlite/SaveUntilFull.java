package dev.spotter.storage.sqlite;

import dev.spotter.core.error.StorageException;
import dev.spotter.core.image.ImageId;
import dev.spotter.core.prediction.Prediction;
import java.nio.file.Path;
import java.security.SecureRandom;

/**
 * Saves outcomes into the directory it is given, and prints their ids, until three could not be saved; prints why, too.
 */
final class SaveUntilFull {
    private static final int CLASSES = 1_000;

    private SaveUntilFull() {}

    public static void main(String[] args) {
        SecureRandom random = new SecureRandom();
        SqlitePredictionRepository predictions = SqlitePredictionRepository.open(Path.of(args[0]));
        int failures = 0;
        while (failures < 3) {
            Prediction.Classified outcome = SaveInALoop.outcome(ImageId.random(random), CLASSES);
            try {
                predictions.save(outcome);
                System.out.println(outcome.upload().id());
            } catch (StorageException e) {
                failures++;
                System.out.println("failed: " + e.getCause());
            }
        }
        // As when the machine is stopped: closing would write.
        Runtime.getRuntime().halt(0);
    }
}
