package dev.spotter.lambda;

import dev.spotter.core.image.DeletionHash;
import dev.spotter.core.image.ImageId;
import dev.spotter.core.image.ImageStore;
import dev.spotter.core.image.StoredImage;
import dev.spotter.core.image.Upload;
import dev.spotter.core.internal.MeterName;
import java.util.Optional;

/** A store whose reads are timed. */
record MeasuredImageStore(ImageStore store, LogLine line) implements ImageStore {
    @Override
    public void put(StoredImage image) {
        store.put(image);
    }

    @Override
    public Optional<StoredImage> load(ImageId id) {
        return line.timed(MeterName.LOAD, () -> store.load(id));
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
