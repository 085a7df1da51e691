package dev.spotter.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spotter.core.image.ImageStore;
import dev.spotter.storage.filesystem.FileSystemImageStore;
import dev.spotter.tck.ImageStoreContract;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A store that is measured")
class MeteredImageStoreTest extends ImageStoreContract {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final FileSystemImageStore files;

    MeteredImageStoreTest(@TempDir Path directory) {
        files = FileSystemImageStore.open(directory.resolve("images"));
    }

    @Override
    protected ImageStore newStore() {
        return new MeteredImageStore(files, registry);
    }

    @AfterEach
    void close() {
        files.close();
        assertThat(registry.getMeters()).allSatisfy(meter -> {
            assertThat(meter.getId().getName()).isIn("spotter.store", "spotter.load");
            assertThat(meter.getId().getTag("outcome")).isIn("success", "image-already-stored");
        });
    }
}
