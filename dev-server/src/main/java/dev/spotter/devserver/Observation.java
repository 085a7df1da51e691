package dev.spotter.devserver;

import dev.spotter.core.application.ImageClassification;
import dev.spotter.core.application.ImageStored;
import dev.spotter.core.classification.Classifier;
import dev.spotter.core.image.ImageStore;
import dev.spotter.core.prediction.PredictionRepository;
import dev.spotter.logging.EventLog;
import dev.spotter.micrometer.MeteredEvents;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What is noted of a server's work.
 *
 * @param meters for one server only
 * @param log empty if no line is wanted for each request and outcome
 */
public record Observation(Meters meters, Optional<EventLog> log) implements AutoCloseable {
    /** Meters of its own, and no log. */
    public static Observation withoutLog() {
        return new Observation(new Meters(), Optional.empty());
    }

    /** Classifies stored images with these ports. */
    Consumer<ImageStored> events(
            ImageStore store, Classifier classifier, PredictionRepository predictions, Clock clock) {
        Consumer<ImageStored> events = log.<Consumer<ImageStored>>map(
                        lines -> new ImageEvents(store, classifier, predictions, clock, lines))
                .orElseGet(() -> new ImageClassification(store, classifier, predictions, clock)::classify);
        return new MeteredEvents(events, meters.registry());
    }

    /** A repository for failures that are saved when no attempt is left. */
    PredictionRepository logged(PredictionRepository predictions) {
        return log.<PredictionRepository>map(lines -> new LoggedPredictionRepository(
                        predictions, outcome -> lines.outcome(outcome, Duration.ZERO, 0)))
                .orElse(predictions);
    }

    @Override
    public void close() {
        meters.close();
    }
}
