package dev.spotter.core.testing;

import dev.spotter.core.image.Filename;
import dev.spotter.core.image.ImageId;
import dev.spotter.core.prediction.Prediction;
import dev.spotter.core.prediction.Prediction.Outcome;
import dev.spotter.core.prediction.Prediction.Pending;
import dev.spotter.core.prediction.PredictionRepository;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Keeps predictions in a map, in the order in which they were written. Thread-safe. */
public class MapPredictionRepository implements PredictionRepository {
    private final Map<ImageId, Prediction> predictions = new LinkedHashMap<>();
    private final Set<ImageId> deleted = new HashSet<>();

    public MapPredictionRepository() {}

    @Override
    public synchronized boolean createIfAbsent(Pending pending) {
        return keep(pending);
    }

    @Override
    public synchronized boolean save(Outcome outcome) {
        return keep(outcome);
    }

    @Override
    public synchronized Optional<Prediction> find(ImageId id) {
        return Optional.ofNullable(predictions.get(id));
    }

    @Override
    public synchronized Optional<Prediction> findNewest(Filename filename) {
        return named(filename).stream()
                .max(Comparator.comparing(prediction -> prediction.upload().uploadedAt()));
    }

    @Override
    public synchronized void delete(ImageId id) {
        predictions.remove(id);
        deleted.add(id);
    }

    /** Whether nothing of this image is kept any more. */
    protected boolean isDeleted(ImageId id) {
        return deleted.contains(id);
    }

    /** Whether this prediction replaces the one that is kept. */
    protected boolean isNews(Prediction prediction) {
        Prediction known = predictions.get(prediction.upload().id());
        return known == null
                || (prediction instanceof Outcome next
                        && !(known instanceof Outcome last && !next.sequence().isAfter(last.sequence())));
    }

    /** All predictions of this filename. */
    protected final List<Prediction> named(Filename filename) {
        return predictions.values().stream()
                .filter(prediction -> prediction.upload().filename().equals(filename))
                .toList();
    }

    private boolean keep(Prediction prediction) {
        boolean isNews = !isDeleted(prediction.upload().id()) && isNews(prediction);
        if (isNews) {
            predictions.remove(prediction.upload().id());
            predictions.put(prediction.upload().id(), prediction);
        }
        return isNews;
    }
}
