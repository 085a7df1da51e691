package dev.spotter.lambda;

import dev.spotter.aws.s3.S3ImageStore;
import dev.spotter.core.image.DeletionHash;
import dev.spotter.core.image.ImageId;
import dev.spotter.core.image.ImageStore;
import dev.spotter.core.image.StoredImage;
import dev.spotter.core.image.Upload;
import java.util.Optional;

/**
 * The bucket as the event of one object sees it: the id leads to the object's key, even one that another tool chose.
 */
record ObjectImageStore(S3ImageStore store, String key) implements ImageStore {
    @Override
    public void put(StoredImage image) {
        store.put(image);
    }

    @Override
    public Optional<StoredImage> load(ImageId id) {
        return store.load(key);
    }

    @Override
    public Optional<Upload> upload(ImageId id) {
        return store.upload(key);
    }

    @Override
    public Optional<DeletionHash> deletionHash(ImageId id) {
        return store.deletionHash(key);
    }

    @Override
    public void delete(ImageId id) {
        store.delete(key);
    }
}
