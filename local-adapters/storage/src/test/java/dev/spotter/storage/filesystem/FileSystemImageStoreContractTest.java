package dev.spotter.storage.filesystem;

import dev.spotter.core.image.ImageStore;
import dev.spotter.tck.ImageStoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The images in files")
class FileSystemImageStoreContractTest extends ImageStoreContract {
    private final Path root;

    FileSystemImageStoreContractTest(@TempDir Path root) {
        this.root = root;
    }

    @Override
    protected ImageStore newStore() {
        return FileSystemImageStore.open(root);
    }
}
