package dev.spotter.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spotter.core.image.DeletionHash;
import dev.spotter.core.image.Filename;
import dev.spotter.core.image.ImageId;
import dev.spotter.core.image.ImageStore;
import dev.spotter.core.image.StoredImage;
import dev.spotter.core.image.Upload;
import dev.spotter.core.testing.MapImageStore;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The kit passes a sound store and fails a broken one. */
@DisplayName("The contract kit for image stores")
class StoreKitTest {
    @Test
    @DisplayName("passes a sound store")
    void passesASoundStore() {
        assertThat(ContractRun.failedTests(Sound.class)).isEmpty();
    }

    @Test
    @DisplayName("fails a store that overwrites a stored image")
    void failsAStoreThatOverwrites() {
        assertThat(ContractRun.failedTests(Overwriting.class))
                .containsExactlyInAnyOrder("sameBytesAgain", "otherBytes", "writersOfOneId");
    }

    @Test
    @DisplayName("fails a store that uses file names as paths")
    void failsAStoreThatTakesNamesAsPaths() {
        assertThat(ContractRun.failedTests(PercentDecoding.class)).containsExactly("oddNames");
    }

    @Test
    @DisplayName("fails a store that deletes nothing, and one that forgets who may delete")
    void failsAStoreThatDeletesNothing() {
        assertThat(ContractRun.failedTests(Undeletable.class))
                .containsExactlyInAnyOrder("deletion", "afterDeletion", "wholeOrNoneWhileDeleted", "putAndDeleted");
        assertThat(ContractRun.failedTests(WithoutHashes.class))
                .contains("deletionHashes")
                .doesNotContain("deletion");
    }

    static final class Undeletable extends ImageStoreContract {
        @Override
        protected ImageStore newStore() {
            return new MapImageStore() {
                @Override
                public void delete(ImageId id) {}
            };
        }
    }

    static final class WithoutHashes extends ImageStoreContract {
        @Override
        protected ImageStore newStore() {
            return new MapImageStore() {
                @Override
                public Optional<DeletionHash> deletionHash(ImageId id) {
                    return Optional.empty();
                }
            };
        }
    }

    static final class Sound extends ImageStoreContract {
        @Override
        protected ImageStore newStore() {
            return new MapImageStore();
        }
    }

    static final class Overwriting extends ImageStoreContract {
        @Override
        protected ImageStore newStore() {
            return new MapImageStore() {
                @Override
                public void put(StoredImage image) {
                    images().put(image.id(), image);
                }
            };
        }
    }

    static final class PercentDecoding extends ImageStoreContract {
        @Override
        protected ImageStore newStore() {
            return new MapImageStore() {
                @Override
                public Optional<StoredImage> load(ImageId id) {
                    return super.load(id)
                            .map(image ->
                                    new StoredImage(decoded(image.upload()), image.bytes(), image.deletionHash()));
                }
            };
        }

        private static Upload decoded(Upload upload) {
            Filename name = Filename.clean(upload.filename().value().replace("%2f", "/"));
            return new Upload(upload.id(), name, upload.uploadedAt());
        }
    }
}
