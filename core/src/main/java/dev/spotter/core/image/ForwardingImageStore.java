package dev.spotter.core.image;

import java.util.Optional;

/**
 * A store that passes each call on to another one: the base of stores that add something to some calls, such as a limit
 * or a measurement. Thread-safe as the other store is.
 */
public abstract class ForwardingImageStore implements ImageStore {
    private final ImageStore store;

    protected ForwardingImageStore(ImageStore store) {
        this.store = store;
    }

    @Override
    public void put(StoredImage image) {
        store.put(image);
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
