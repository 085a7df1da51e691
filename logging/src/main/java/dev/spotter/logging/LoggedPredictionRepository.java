package dev.spotter.logging;

import dev.spotter.core.image.Filename;
import dev.spotter.core.image.ImageId;
import dev.spotter.core.prediction.Prediction;
import dev.spotter.core.prediction.PredictionRepository;
import java.util.Optional;
import java.util.function.Consumer;

/** A repository that reports each outcome that it saved. Thread-safe as its repository is. */
public record LoggedPredictionRepository(PredictionRepository predictions, Consumer<Prediction.Outcome> whenSaved)
        implements PredictionRepository {
    @Override
    public boolean createIfAbsent(Prediction.Pending pending) {
        return predictions.createIfAbsent(pending);
    }

    @Override
    public boolean save(Prediction.Outcome outcome) {
        boolean isNews = predictions.save(outcome);
        if (isNews) {
            whenSaved.accept(outcome);
        }
        return isNews;
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
