package dev.spotter.devserver;

import dev.spotter.core.image.DeletionHash;
import dev.spotter.core.image.ImageId;
import dev.spotter.core.image.ImageStore;
import dev.spotter.core.image.StoredImage;
import dev.spotter.core.image.Upload;
import dev.spotter.storage.internal.ClassificationQueue;
import java.util.Optional;

/** A store whose writes raise the event that an image was stored, as S3's do. Thread-safe as its store is. */
final class QueueingImageStore implements ImageStore {
    private final ImageStore store;
    private final ClassificationQueue queue;

    QueueingImageStore(ImageStore store, ClassificationQueue queue) {
        this.store = store;
        this.queue = queue;
    }

    /**
     * {@inheritDoc}
     *
     * @throws dev.spotter.core.error.BusyException if the queue is full; nothing is stored then
     */
    @Override
    public void put(StoredImage image) {
        ClassificationQueue.Place place = queue.reserve(Client.current());
        boolean used = false;
        try {
            store.put(image);
            place.use(image);
            used = true;
        } finally {
            if (!used) {
                place.giveBack();
            }
        }
    }

    @Override
    public Optional<StoredImage> load(ImageId id) {
        return store.load(id);
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
