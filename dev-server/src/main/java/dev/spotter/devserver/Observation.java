package dev.spotter.devserver;

import dev.spotter.core.application.ImageClassification;
import dev.spotter.core.application.ImageStored;
import dev.spotter.core.classification.Classifier;
import dev.spotter.core.image.ImageStore;
import dev.spotter.core.prediction.PredictionRepository;
import dev.spotter.logging.EventLog;
import dev.spotter.logging.LoggedEvents;
import dev.spotter.logging.LoggedPredictionRepository;
import dev.spotter.micrometer.MeteredEvents;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The meters and the log of a server.
 *
 * @param meters for one server only
 * @param log empty if no line is wanted for each request and outcome
 * @param whenMemoryIsFull is called when the heap had no room for a request or a classification; a server that
 *     continues after that may be broken. Thread-safe
 */
public record Observation(Meters meters, Optional<EventLog> log, Consumer<OutOfMemoryError> whenMemoryIsFull)
        implements AutoCloseable {
    /** New meters, and no log; a server continues as well as it can when memory is full. */
    public static Observation withoutLog() {
        return new Observation(new Meters(), Optional.empty(), error -> {});
    }

    /** Classifies stored images with these ports. */
    Consumer<ImageStored> events(
            ImageStore store, Classifier classifier, PredictionRepository predictions, Clock clock) {
        Consumer<ImageStored> events = log.<Consumer<ImageStored>>map(
                        lines -> new LoggedEvents(store, classifier, predictions, clock, lines))
                .orElseGet(() -> new ImageClassification(store, classifier, predictions, clock)::classify);
        return new MeteredEvents(
                event -> {
                    try {
                        events.accept(event);
                    } catch (RuntimeException | OutOfMemoryError e) {
                        reportFullMemory(e);
                        throw e;
                    }
                },
                meters.registry());
    }

    /** Reports a failure if its cause is a full memory. */
    void reportFullMemory(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof OutOfMemoryError full) {
                whenMemoryIsFull.accept(full);
            }
        }
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
