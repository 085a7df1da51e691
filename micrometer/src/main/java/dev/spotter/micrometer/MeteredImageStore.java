package dev.spotter.micrometer;

import dev.spotter.core.image.DeletionHash;
import dev.spotter.core.image.ImageId;
import dev.spotter.core.image.ImageStore;
import dev.spotter.core.image.StoredImage;
import dev.spotter.core.image.Upload;
import dev.spotter.core.internal.MeterName;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;

/**
 * A store whose calls are timed as {@code spotter.store} and {@code spotter.load}, in seconds, with the tag
 * {@code outcome}: {@code success} or the failure's code. Thread-safe as its store is.
 */
public final class MeteredImageStore implements ImageStore {
    private final ImageStore store;
    private final StepTimer timer;

    public MeteredImageStore(ImageStore store, MeterRegistry registry) {
        this.store = store;
        this.timer = new StepTimer(registry);
    }

    @Override
    public void put(StoredImage image) {
        timer.time(MeterName.STORE, () -> {
            store.put(image);
            return image;
        });
    }

    @Override
    public Optional<StoredImage> load(ImageId id) {
        return timer.time(MeterName.LOAD, () -> store.load(id));
    }

    @Override
    public Optional<Upload> upload(ImageId id) {
        return store.upload(id);
    }

    @Override
    public Optional<DeletionHash> deletionHash(ImageId id) {
        return store.deletionHash(id);
    }

    @Override
    public void delete(ImageId id) {
        store.delete(id);
    }
}
