package dev.spotter.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spotter.core.classification.Classification;
import dev.spotter.core.classification.Classifier;
import dev.spotter.core.classification.Label;
import dev.spotter.core.classification.ModelIdentity;
import dev.spotter.core.image.ImageBytes;
import dev.spotter.core.image.ImageHeader;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The kit passes a sound classifier and fails a broken one. */
class ClassifierKitTest {
    @Test
    void passesASoundClassifier() {
        assertThat(Kits.failedTests(Sound.class)).isEmpty();
    }

    @Test
    void failsAClassifierThatStillAnswersOnceClosed() {
        assertThat(Kits.failedTests(NeverClosed.class)).containsExactly("closed");
    }

    @Test
    void failsAClassifierWhoseScoresDrift() {
        assertThat(Kits.failedTests(Drifting.class))
                .containsExactlyInAnyOrder("repeatable", "failures", "threads", "many");
    }

    @Test
    void failsAClassifierThatLooksAtNothing() {
        assertThat(Kits.failedTests(Blind.class)).containsExactlyInAnyOrder("failures", "many");
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

    /** Sees whether a picture is wide. */
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
