package dev.spotter.api;

import dev.spotter.core.image.Filename;
import dev.spotter.core.image.ImageId;
import dev.spotter.core.prediction.Prediction;
import dev.spotter.core.prediction.PredictionRepository;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Keeps predictions in a map, without the guards, which no test here needs. */
final class MapPredictionRepository implements PredictionRepository {
    private final Map<ImageId, Prediction> predictions = new HashMap<>();

    @Override
    public boolean createIfAbsent(Prediction.Pending pending) {
        return predictions.putIfAbsent(pending.upload().id(), pending) == null;
    }

    @Override
    public boolean save(Prediction.Outcome outcome) {
        predictions.put(outcome.upload().id(), outcome);
        return true;
    }

    @Override
    public Optional<Prediction> find(ImageId id) {
        return Optional.ofNullable(predictions.get(id));
    }

    @Override
    public Optional<Prediction> findNewest(Filename filename) {
        return predictions.values().stream()
                .filter(p -> p.upload().filename().equals(filename))
                .max(Comparator.comparing(p -> p.upload().uploadedAt()));
    }
}
