package dev.spotter.lambda;

import dev.spotter.core.image.ImageId;
import dev.spotter.core.internal.MeterName;
import dev.spotter.core.prediction.ForwardingPredictionRepository;
import dev.spotter.core.prediction.Prediction;
import dev.spotter.core.prediction.PredictionRepository;
import java.util.Optional;

/** A repository as classification uses it: what is found and saved is timed, and the outcome noted. */
final class MeasuredPredictionRepository extends ForwardingPredictionRepository {
    private final LogLine line;

    MeasuredPredictionRepository(PredictionRepository predictions, LogLine line) {
        super(predictions);
        this.line = line;
    }

    @Override
    public boolean save(Prediction.Outcome outcome) {
        boolean isNews = line.timed(MeterName.SAVE, () -> super.save(outcome));
        line.outcome(isNews ? outcome.kind() : "STALE");
        return isNews;
    }

    @Override
    public Optional<Prediction> find(ImageId id) {
        return line.timed(MeterName.FIND, () -> super.find(id));
    }
}
