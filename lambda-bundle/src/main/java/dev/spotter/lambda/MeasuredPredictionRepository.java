package dev.spotter.lambda;

import dev.spotter.core.image.Filename;
import dev.spotter.core.image.ImageId;
import dev.spotter.core.internal.MeterName;
import dev.spotter.core.prediction.Prediction;
import dev.spotter.core.prediction.PredictionRepository;
import java.util.Optional;

/** A repository as classification uses it: what is found and saved is timed, and the outcome noted. */
record MeasuredPredictionRepository(PredictionRepository predictions, LogLine line) implements PredictionRepository {
    @Override
    public boolean createIfAbsent(Prediction.Pending pending) {
        return predictions.createIfAbsent(pending);
    }

    @Override
    public boolean save(Prediction.Outcome outcome) {
        boolean isNews = line.timed(MeterName.SAVE, () -> predictions.save(outcome));
        line.outcome(isNews ? kind(outcome) : "STALE");
        return isNews;
    }

    @Override
    public Optional<Prediction> find(ImageId id) {
        return line.timed(MeterName.FIND, () -> predictions.find(id));
    }

    @Override
    public Optional<Prediction> findNewest(Filename filename) {
        return predictions.findNewest(filename);
    }

    @Override
    public void delete(ImageId id) {
        predictions.delete(id);
    }

    private static String kind(Prediction.Outcome outcome) {
        return outcome instanceof Prediction.Failed failed
                ? "FAILED " + failed.failure().code().text()
                : "CLASSIFIED";
    }
}
