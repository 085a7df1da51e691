package dev.spotter.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spotter.core.classification.ModelIdentity;
import dev.spotter.core.embedding.Embedding;
import dev.spotter.core.embedding.ImageEmbedder;
import dev.spotter.core.image.ImageBytes;
import dev.spotter.core.image.ImageHeader;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The kit passes a sound embedder and fails a broken one. */
@DisplayName("The contract kit for image embedders")
class EmbedderKitTest {
    @Test
    @DisplayName("passes a sound embedder")
    void passesASoundEmbedder() {
        assertThat(ContractRun.failedTests(Sound.class)).isEmpty();
    }

    @Test
    @DisplayName("fails an embedder that still embeds after it is closed")
    void failsAnEmbedderThatStaysOpen() {
        assertThat(ContractRun.failedTests(NeverClosed.class)).containsExactly("closed");
    }

    @Test
    @DisplayName("fails an embedder that gives one image changing vectors")
    void failsAnEmbedderWhoseVectorsDrift() {
        assertThat(ContractRun.failedTests(Drifting.class))
                .containsExactlyInAnyOrder("formats", "repeatable", "failures", "threads");
    }

    @Test
    @DisplayName("fails an embedder whose vectors have another length than it says")
    void failsAnEmbedderOfAnotherDimension() {
        assertThat(ContractRun.failedTests(OtherDimension.class)).containsExactly("vector");
    }

    static final class Sound extends ImageEmbedderContract {
        @Override
        protected ImageEmbedder newEmbedder() {
            return new HeaderEmbedder();
        }
    }

    static final class NeverClosed extends ImageEmbedderContract {
        @Override
        protected ImageEmbedder newEmbedder() {
            return new HeaderEmbedder() {
                @Override
                public void close() {}
            };
        }
    }

    static final class Drifting extends ImageEmbedderContract {
        @Override
        protected ImageEmbedder newEmbedder() {
            AtomicInteger calls = new AtomicInteger();
            return new HeaderEmbedder() {
                @Override
                float first(ImageHeader header) {
                    return calls.getAndIncrement() % 2 == 0 ? 1 : -1;
                }
            };
        }
    }

    static final class OtherDimension extends ImageEmbedderContract {
        @Override
        protected ImageEmbedder newEmbedder() {
            return new HeaderEmbedder() {
                @Override
                public int dimension() {
                    return 3;
                }
            };
        }
    }

    /** Sees how wide an image is, and how tall. */
    private static class HeaderEmbedder implements ImageEmbedder {
        private volatile boolean closed;

        @Override
        public Embedding embed(ImageBytes image) {
            if (closed) {
                throw new IllegalStateException("the embedder is closed");
            }
            ImageHeader header = ImageHeader.read(image);
            return new Embedding(new float[] {first(header), 1f / header.uprightHeightPixels()}, model());
        }

        float first(ImageHeader header) {
            return 1f / header.uprightWidthPixels();
        }

        @Override
        public ModelIdentity model() {
            return new ModelIdentity("header", "1");
        }

        @Override
        public int dimension() {
            return 2;
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
