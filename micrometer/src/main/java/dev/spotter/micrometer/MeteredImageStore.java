package dev.spotter.micrometer;

import dev.spotter.core.image.ForwardingImageStore;
import dev.spotter.core.image.ImageId;
import dev.spotter.core.image.ImageStore;
import dev.spotter.core.image.StoredImage;
import dev.spotter.core.internal.MeterName;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;

/**
 * A store whose calls are timed as {@code spotter.store} and {@code spotter.load}, in seconds, with the tag
 * {@code outcome}: {@code success} or the failure's code. Thread-safe as its store is.
 */
public final class MeteredImageStore extends ForwardingImageStore {
    private final StepTimer timer;

    public MeteredImageStore(ImageStore store, MeterRegistry registry) {
        super(store);
        this.timer = new StepTimer(registry);
    }

    @Override
    public void put(StoredImage image) {
        timer.time(MeterName.STORE, () -> {
            super.put(image);
            return image;
        });
    }

    @Override
    public Optional<StoredImage> load(ImageId id) {
        return timer.time(MeterName.LOAD, () -> super.load(id));
    }
}
