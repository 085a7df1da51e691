package dev.spotter.logging;

import dev.spotter.core.prediction.ForwardingPredictionRepository;
import dev.spotter.core.prediction.Prediction;
import dev.spotter.core.prediction.PredictionRepository;
import java.util.function.Consumer;

/** A repository that reports each outcome that it saved. Thread-safe as its repository is. */
public final class LoggedPredictionRepository extends ForwardingPredictionRepository {
    private final Consumer<Prediction.Outcome> whenSaved;

    /** @param whenSaved is called after an outcome was saved, by the thread that saved it */
    public LoggedPredictionRepository(PredictionRepository predictions, Consumer<Prediction.Outcome> whenSaved) {
        super(predictions);
        this.whenSaved = whenSaved;
    }

    @Override
    public boolean save(Prediction.Outcome outcome) {
        boolean isNews = super.save(outcome);
        if (isNews) {
            whenSaved.accept(outcome);
        }
        return isNews;
    }
}
