package dev.spotter.micrometer;

import dev.spotter.core.image.Filename;
import dev.spotter.core.image.ImageId;
import dev.spotter.core.internal.MeterName;
import dev.spotter.core.prediction.ForwardingPredictionRepository;
import dev.spotter.core.prediction.Prediction;
import dev.spotter.core.prediction.PredictionRepository;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;

/**
 * A repository whose calls are timed as {@code spotter.find} and {@code spotter.save}, in seconds, with the tag
 * {@code outcome}: {@code success} or the failure's code. Outcomes are counted as {@code spotter.images}, with the tag
 * {@code outcome}: {@code CLASSIFIED}, {@code FAILED} and the reason's code, or {@code STALE} if a newer one was saved
 * already or the image was deleted. Thread-safe as its repository is.
 */
public final class MeteredPredictionRepository extends ForwardingPredictionRepository {
    private final MeterRegistry registry;
    private final StepTimer timer;

    public MeteredPredictionRepository(PredictionRepository predictions, MeterRegistry registry) {
        super(predictions);
        this.registry = registry;
        this.timer = new StepTimer(registry);
    }

    @Override
    public boolean save(Prediction.Outcome outcome) {
        boolean isNews = timer.time(MeterName.SAVE, () -> super.save(outcome));
        registry.counter(MeterName.IMAGES.qualified(), StepTimer.OUTCOME, isNews ? outcome.kind() : "STALE")
                .increment();
        return isNews;
    }

    @Override
    public Optional<Prediction> find(ImageId id) {
        return timer.time(MeterName.FIND, () -> super.find(id));
    }

    @Override
    public Optional<Prediction> findNewest(Filename filename) {
        return timer.time(MeterName.FIND, () -> super.findNewest(filename));
    }
}
