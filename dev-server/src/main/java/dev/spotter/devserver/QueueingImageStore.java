package dev.spotter.devserver;

import dev.spotter.core.image.ForwardingImageStore;
import dev.spotter.core.image.ImageStore;
import dev.spotter.core.image.StoredImage;
import dev.spotter.storage.internal.ClassificationQueue;

/** A store whose writes raise the event that an image was stored, as S3's do. Thread-safe as its store is. */
final class QueueingImageStore extends ForwardingImageStore {
    private final ClassificationQueue queue;

    QueueingImageStore(ImageStore store, ClassificationQueue queue) {
        super(store);
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
            super.put(image);
            place.use(image);
            used = true;
        } finally {
            if (!used) {
                place.giveBack();
            }
        }
    }
}
