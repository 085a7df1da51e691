package dev.spotter.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spotter.core.classification.Classification;
import dev.spotter.core.classification.DecisionRule;
import dev.spotter.core.classification.Label;
import dev.spotter.core.image.Filename;
import dev.spotter.core.image.ImageId;
import dev.spotter.core.prediction.Prediction;
import dev.spotter.core.prediction.Prediction.Classified;
import dev.spotter.core.prediction.Prediction.Outcome;
import dev.spotter.core.prediction.PredictionRepository;
import dev.spotter.core.testing.MapPredictionRepository;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The kit passes a sound repository and fails a broken one. */
@DisplayName("The contract kit for repositories")
class RepositoryKitTest {
    @Test
    @DisplayName("passes a sound repository")
    void passesASoundRepository() {
        assertThat(ContractRun.failedTests(Sound.class)).isEmpty();
    }

    @Test
    @DisplayName("fails a repository that keeps the last write instead of the newest event")
    void failsARepositoryWhereTheLastWriteWins() {
        Set<String> failed = ContractRun.failedTests(LastWriteWins.class);
        assertThat(failed).contains("latePending", "duplicates", "everyOrder", "writersOfOneToken", "randomWrites");
        assertThat(failed).doesNotContain("absence", "exactScores", "times");
    }

    @Test
    @DisplayName("fails a repository that rounds scores and loses the labels' details")
    void failsARepositoryThatRoundsScoresAndDropsDetails() {
        assertThat(ContractRun.failedTests(FloatScores.class))
                .contains("exactScores", "details")
                .doesNotContain("failures");
    }

    @Test
    @DisplayName("fails a repository that finds the last written prediction of a name, not the newest upload")
    void failsARepositoryThatFindsTheNameWrittenLast() {
        assertThat(ContractRun.failedTests(WrittenLast.class))
                .contains("newestAmongMany")
                .doesNotContain("absence", "everyOrder");
    }

    @Test
    @DisplayName("fails a repository that forgets its deletions")
    void failsARepositoryThatForgetsItsDeletions() {
        assertThat(ContractRun.failedTests(Forgetful.class))
                .contains("lateEvents")
                .doesNotContain("deletion", "nextNewest");
    }

    @Test
    @DisplayName("fails a repository that deletes nothing")
    void failsARepositoryThatDeletesNothing() {
        assertThat(ContractRun.failedTests(Undeletable.class))
                .containsExactlyInAnyOrder("deletion", "lateEvents", "nextNewest", "deletedMeanwhile");
    }

    @Test
    @DisplayName("fails a repository that forgets what the scores mean")
    void failsARepositoryWithoutRules() {
        assertThat(ContractRun.failedTests(WithoutRules.class)).containsExactly("decisionRules");
    }

    abstract static class Kit extends PredictionRepositoryContract {
        @Override
        protected Duration findNewestLag() {
            return Duration.ZERO;
        }
    }

    static final class Sound extends Kit {
        @Override
        protected PredictionRepository newRepository() {
            return new MapPredictionRepository();
        }
    }

    static final class LastWriteWins extends Kit {
        @Override
        protected PredictionRepository newRepository() {
            return new MapPredictionRepository() {
                @Override
                protected boolean isNews(Prediction prediction) {
                    return true;
                }
            };
        }
    }

    static final class FloatScores extends Kit {
        @Override
        protected PredictionRepository newRepository() {
            return new MapPredictionRepository() {
                @Override
                public synchronized boolean save(Outcome outcome) {
                    return super.save(outcome instanceof Classified classified ? rounded(classified) : outcome);
                }
            };
        }

        private static Classified rounded(Classified exact) {
            Classification result = exact.classification();
            List<Label> labels = result.labels().stream()
                    .map(label -> new Label(label.name(), (float) label.score()))
                    .toList();
            return new Classified(
                    exact.upload(),
                    exact.sequence(),
                    Classification.ranked(labels, result.model(), result.elapsed()),
                    exact.finishedAt());
        }
    }

    static final class WithoutRules extends Kit {
        @Override
        protected PredictionRepository newRepository() {
            return new MapPredictionRepository() {
                @Override
                public synchronized boolean save(Outcome outcome) {
                    return super.save(outcome instanceof Classified classified ? plain(classified) : outcome);
                }
            };
        }

        private static Classified plain(Classified exact) {
            Classification result = exact.classification().withDecision(DecisionRule.NONE);
            return new Classified(exact.upload(), exact.sequence(), result, exact.finishedAt());
        }
    }

    static final class Forgetful extends Kit {
        @Override
        protected PredictionRepository newRepository() {
            return new MapPredictionRepository() {
                @Override
                protected boolean isDeleted(ImageId id) {
                    return false;
                }
            };
        }
    }

    static final class Undeletable extends Kit {
        @Override
        protected PredictionRepository newRepository() {
            return new MapPredictionRepository() {
                @Override
                public synchronized void delete(ImageId id) {}
            };
        }
    }

    static final class WrittenLast extends Kit {
        @Override
        protected PredictionRepository newRepository() {
            return new MapPredictionRepository() {
                @Override
                public synchronized Optional<Prediction> findNewest(Filename filename) {
                    return named(filename).stream().reduce((earlier, later) -> later);
                }
            };
        }
    }
}
