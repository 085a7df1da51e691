package dev.spotter.core.prediction;

import dev.spotter.core.image.Filename;
import dev.spotter.core.image.ImageId;
import java.util.Optional;

/**
 * A repository that passes each call on to another one: the base of repositories that add something to some calls, such
 * as a measurement. Thread-safe as the other repository is.
 */
public abstract class ForwardingPredictionRepository implements PredictionRepository {
    private final PredictionRepository predictions;

    protected ForwardingPredictionRepository(PredictionRepository predictions) {
        this.predictions = predictions;
    }

    @Override
    public boolean createIfAbsent(Prediction.Pending pending) {
        return predictions.createIfAbsent(pending);
    }

    @Override
    public boolean save(Prediction.Outcome outcome) {
        return predictions.save(outcome);
    }

    @Override
    public Optional<Prediction> find(ImageId id) {
        return predictions.find(id);
    }

    @Override
    public Optional<Prediction> findNewest(Filename filename) {
        return predictions.findNewest(filename);
    }

    @Override
    public void delete(ImageId id) {
        predictions.delete(id);
    }
}
