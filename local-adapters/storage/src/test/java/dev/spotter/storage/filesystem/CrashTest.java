package dev.spotter.storage.filesystem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.spotter.core.error.StorageException;
import dev.spotter.core.image.ImageId;
import dev.spotter.storage.KilledWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The images after a kill")
@Tag("slow")
@Timeout(120)
class CrashTest {
    private static final int KILLS = 5;

    private final Path root;
    private final KilledWriter writer;

    CrashTest(@TempDir Path root) {
        this.root = root;
        this.writer = new KilledWriter(PutInALoop.class, root);
    }

    @Test
    @DisplayName("every put that returned is whole after a kill and no image is torn")
    void everyPutThatReturnedIsWholeAfterAKillAndNoImageIsTorn() throws Exception {
        Set<ImageId> reported = new HashSet<>();
        for (int kill = 1; kill <= KILLS; kill++) {
            reported.addAll(writer.idsUntilKilled(10 * kill, this::assertInUse));
            try (FileSystemImageStore store = FileSystemImageStore.open(root)) {
                Set<ImageId> stored = new HashSet<>();
                store.takeStock(file -> stored.add(file.id()));
                assertThat(stored).allSatisfy(id -> assertThat(store.load(id)).contains(PutInALoop.image(id)));
                assertThat(stored).containsAll(reported);
                assertThat(filesOtherThanTheLock()).hasSize(2 * stored.size());
            }
        }
    }

    @Test
    @DisplayName("An open directory is refused to another process, also after this process tried to open it twice")
    void anOpenDirectoryIsRefusedToAnotherProcessAlsoAfterASecondOpeningHere() throws Exception {
        try (FileSystemImageStore store = FileSystemImageStore.open(root)) {
            assertInUse();
            assertThat(writer.start(ProcessBuilder.Redirect.DISCARD).waitFor()).isEqualTo(1);
            assertThat(store.load(new ImageId("0".repeat(26)))).isEmpty();
        }
    }

    private void assertInUse() {
        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(() -> FileSystemImageStore.open(root))
                .withMessageContaining("in use");
    }

    private List<Path> filesOtherThanTheLock() throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith(".lock"))
                    .toList();
        }
    }
}
