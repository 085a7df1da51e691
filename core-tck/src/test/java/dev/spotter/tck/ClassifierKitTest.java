package dev.spotter.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spotter.core.classification.Classification;
import dev.spotter.core.classification.Classifier;
import dev.spotter.core.classification.DecisionRule;
import dev.spotter.core.classification.Label;
import dev.spotter.core.classification.ModelIdentity;
import dev.spotter.core.image.ImageBytes;
import dev.spotter.core.image.ImageHeader;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The kit passes a sound classifier and fails a broken one. */
@DisplayName("The contract kit for classifiers")
class ClassifierKitTest {
    @Test
    @DisplayName("passes a sound classifier")
    void passesASoundClassifier() {
        assertThat(ContractRun.failedTests(Sound.class)).isEmpty();
    }

    @Test
    @DisplayName("fails a classifier that still classifies after it is closed")
    void failsAClassifierThatStillAnswersOnceClosed() {
        assertThat(ContractRun.failedTests(NeverClosed.class)).containsExactlyInAnyOrder("closed", "closers");
    }

    @Test
    @DisplayName("fails a classifier whose second close returns while a call is running")
    void failsAClassifierWhoseSecondCloserDoesNotWait() {
        assertThat(ContractRun.failedTests(Hasty.class)).containsExactly("closers");
    }

    @Tag("slow")
    @Test
    @DisplayName("fails a classifier that gives one image changing scores")
    void failsAClassifierWhoseScoresDrift() {
        assertThat(ContractRun.failedTests(Drifting.class))
                .containsExactlyInAnyOrder("repeatable", "failures", "threads", "many", "closers");
    }

    @Test
    @DisplayName("fails a classifier that ignores the image")
    void failsAClassifierThatLooksAtNothing() {
        assertThat(ContractRun.failedTests(Blind.class)).containsExactlyInAnyOrder("failures", "many");
    }

    @Test
    @DisplayName(
            "fails a classifier whose threshold changes, and one whose scores are independent without its saying so")
    void failsAClassifierThatDecidesByTurns() {
        assertThat(ContractRun.failedTests(Undecided.class)).containsExactly("decision");
        assertThat(ContractRun.failedTests(SecretlyIndependent.class)).containsExactly("decision");
    }

    static final class Undecided extends ClassifierContract {
        @Override
        protected Classifier newClassifier() {
            AtomicInteger calls = new AtomicInteger();
            return new HeaderClassifier() {
                @Override
                public Classification classify(ImageBytes image) {
                    return super.classify(image)
                            .withDecision(DecisionRule.unsureBelow(1.0 / (1 + calls.getAndIncrement())));
                }
            };
        }
    }

    static final class SecretlyIndependent extends ClassifierContract {
        @Override
        protected Classifier newClassifier() {
            return new HeaderClassifier() {
                @Override
                public Classification classify(ImageBytes image) {
                    Classification result = super.classify(image);
                    List<Label> labels = Stream.concat(result.labels().stream(), Stream.of(new Label("image", 1)))
                            .toList();
                    return Classification.ranked(labels, model(), Duration.ZERO);
                }
            };
        }
    }

    static final class Sound extends ClassifierContract {
        @Override
        protected Classifier newClassifier() {
            return new HeaderClassifier();
        }
    }

    static final class NeverClosed extends ClassifierContract {
        @Override
        protected Classifier newClassifier() {
            return new HeaderClassifier() {
                @Override
                public void close() {}
            };
        }
    }

    static final class Hasty extends ClassifierContract {
        @Override
        protected Classifier newClassifier() {
            return new HastyClassifier();
        }
    }

    static final class Drifting extends ClassifierContract {
        @Override
        protected Classifier newClassifier() {
            AtomicInteger calls = new AtomicInteger();
            return new HeaderClassifier() {
                @Override
                double score(ImageBytes image) {
                    return 1.0 / (1 + calls.getAndIncrement());
                }
            };
        }
    }

    static final class Blind extends ClassifierContract {
        @Override
        protected Classifier newClassifier() {
            return new HeaderClassifier() {
                @Override
                double score(ImageBytes image) {
                    return 0.5;
                }
            };
        }
    }

    /**
     * Its first closer waits for calls under way, the others do not. A call in a thread that had its response goes on
     * beyond the second.
     */
    private static final class HastyClassifier extends HeaderClassifier {
        private static final Duration BEYOND = Duration.ofMillis(50);

        private final ReadWriteLock underWay = new ReentrantReadWriteLock();
        private final AtomicInteger closings = new AtomicInteger();
        private final Set<Thread> answered = ConcurrentHashMap.newKeySet();
        private final Thread maker = Thread.currentThread();

        @Override
        public Classification classify(ImageBytes image) {
            underWay.readLock().lock();
            try {
                long start = System.nanoTime();
                Classification result = super.classify(image);
                if (!answered.add(Thread.currentThread()) && Thread.currentThread() != maker) {
                    Concurrently.await(Duration.ofMinutes(1), closings::get, count -> count > 1);
                    LockSupport.parkNanos(BEYOND.toNanos());
                }
                return new Classification(result.labels(), model(), Duration.ofNanos(System.nanoTime() - start));
            } finally {
                underWay.readLock().unlock();
            }
        }

        @Override
        public void close() {
            if (closings.getAndIncrement() > 0) {
                return;
            }
            underWay.writeLock().lock();
            try {
                super.close();
            } finally {
                underWay.writeLock().unlock();
            }
        }
    }

    /** Sees whether an image is wide. */
    private static class HeaderClassifier implements Classifier {
        private volatile boolean closed;

        @Override
        public Classification classify(ImageBytes image) {
            if (closed) {
                throw new IllegalStateException("the classifier is closed");
            }
            double score = score(image);
            List<Label> labels = List.of(new Label("wide", score), new Label("tall", 1 - score));
            return Classification.ranked(labels, model(), Duration.ZERO);
        }

        double score(ImageBytes image) {
            ImageHeader header = ImageHeader.read(image);
            double width = header.uprightWidthPixels();
            return width / (width + header.uprightHeightPixels());
        }

        @Override
        public ModelIdentity model() {
            return new ModelIdentity("header", "1");
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
