package dev.spotter.storage.memory;

import dev.spotter.core.image.Filename;
import dev.spotter.core.image.ImageId;
import dev.spotter.core.image.Upload;
import dev.spotter.core.prediction.Prediction;
import dev.spotter.core.prediction.PredictionRepository;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Stores predictions in memory, without a limit on their number. It remembers the last {@value #MOST_DELETIONS}
 * deletions, however long they are ago. Thread-safe. Lookup by name is consistent, like lookup by id.
 */
public final class InMemoryPredictionRepository implements PredictionRepository {
    private static final int MOST_DELETIONS = 100_000;
    private static final Comparator<Upload> BY_TIME =
            Comparator.comparing(Upload::uploadedAt).thenComparing(Upload::id);

    private final Map<ImageId, Prediction> predictions = new HashMap<>();
    private final Map<Filename, NavigableSet<Upload>> named = new HashMap<>();
    private final Set<ImageId> deleted = Collections.newSetFromMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ImageId, Boolean> eldest) {
            return size() > MOST_DELETIONS;
        }
    });

    /** An empty repository. */
    public InMemoryPredictionRepository() {}

    @Override
    public synchronized boolean createIfAbsent(Prediction.Pending pending) {
        ImageId id = pending.upload().id();
        if (predictions.containsKey(id) || deleted.contains(id)) {
            return false;
        }
        keep(pending);
        return true;
    }

    @Override
    public synchronized boolean save(Prediction.Outcome outcome) {
        ImageId id = outcome.upload().id();
        boolean isNews = !(predictions.get(id) instanceof Prediction.Outcome known)
                || outcome.sequence().isAfter(known.sequence());
        if (!isNews || deleted.contains(id)) {
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
        return Optional.ofNullable(named.get(filename))
                .flatMap(uploads -> find(uploads.last().id()));
    }

    @Override
    public synchronized void delete(ImageId id) {
        deleted.add(id);
        forget(id);
    }

    private void keep(Prediction prediction) {
        Upload upload = prediction.upload();
        forget(upload.id());
        predictions.put(upload.id(), prediction);
        named.computeIfAbsent(upload.filename(), name -> new TreeSet<>(BY_TIME)).add(upload);
    }

    private void forget(ImageId id) {
        Prediction known = predictions.remove(id);
        if (known != null) {
            Upload upload = known.upload();
            named.computeIfPresent(
                    upload.filename(), (name, uploads) -> uploads.remove(upload) && uploads.isEmpty() ? null : uploads);
        }
    }
}
