package dev.spotter.storage.memory;

import dev.spotter.core.image.Filename;
import dev.spotter.core.image.ImageId;
import dev.spotter.core.image.Upload;
import dev.spotter.core.prediction.Prediction;
import dev.spotter.core.prediction.PredictionRepository;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Stores predictions in memory, without a limit on their number. Thread-safe. Lookup by name is consistent, like lookup
 * by id.
 */
public final class InMemoryPredictionRepository implements PredictionRepository {
    private final Map<ImageId, Prediction> predictions = new HashMap<>();
    private final Map<Filename, Upload> newest = new HashMap<>();

    /** An empty repository. */
    public InMemoryPredictionRepository() {}

    @Override
    public synchronized boolean createIfAbsent(Prediction.Pending pending) {
        if (predictions.containsKey(pending.upload().id())) {
            return false;
        }
        keep(pending);
        return true;
    }

    @Override
    public synchronized boolean save(Prediction.Outcome outcome) {
        if (predictions.get(outcome.upload().id()) instanceof Prediction.Outcome known
                && !outcome.sequence().isAfter(known.sequence())) {
            return false;
        }
        keep(outcome);
        return true;
    }

    @Override
    public synchronized Optional<Prediction> find(ImageId id) {
        return Optional.ofNullable(predictions.get(id));
    }

    @Override
    public synchronized Optional<Prediction> findNewest(Filename filename) {
        return Optional.ofNullable(newest.get(filename)).map(upload -> predictions.get(upload.id()));
    }

    private void keep(Prediction prediction) {
        Upload upload = prediction.upload();
        predictions.put(upload.id(), prediction);
        newest.merge(upload.filename(), upload, InMemoryPredictionRepository::later);
    }

    private static Upload later(Upload known, Upload other) {
        return other.uploadedAt().isAfter(known.uploadedAt()) ? other : known;
    }
}
