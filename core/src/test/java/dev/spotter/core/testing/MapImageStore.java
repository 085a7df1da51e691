package dev.spotter.core.testing;

import dev.spotter.core.error.ImageAlreadyStoredException;
import dev.spotter.core.image.DeletionHash;
import dev.spotter.core.image.ImageId;
import dev.spotter.core.image.ImageStore;
import dev.spotter.core.image.StoredImage;
import dev.spotter.core.image.Upload;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Keeps images in a map; fails when it is told to. Thread-safe. */
public class MapImageStore implements ImageStore {
    private final Map<ImageId, StoredImage> images = new ConcurrentHashMap<>();
    private volatile @Nullable RuntimeException failure;

    public MapImageStore() {}

    /** From now on images are neither put nor loaded: this is thrown. */
    public void failWith(RuntimeException failure) {
        this.failure = failure;
    }

    /** What is stored, to be changed as nobody could by the port. */
    public Map<ImageId, StoredImage> images() {
        return images;
    }

    @Override
    public void put(StoredImage image) {
        requireSound();
        StoredImage known = images.putIfAbsent(image.id(), image);
        if (known != null && !known.bytes().equals(image.bytes())) {
            throw new ImageAlreadyStoredException(image.id().text());
        }
    }

    @Override
    public Optional<StoredImage> load(ImageId id) {
        requireSound();
        return Optional.ofNullable(images.get(id));
    }

    @Override
    public Optional<Upload> upload(ImageId id) {
        return Optional.ofNullable(images.get(id)).map(StoredImage::upload);
    }

    @Override
    public Optional<DeletionHash> deletionHash(ImageId id) {
        requireSound();
        return Optional.ofNullable(images.get(id)).flatMap(StoredImage::deletionHash);
    }

    @Override
    public void delete(ImageId id) {
        requireSound();
        images.remove(id);
    }

    private void requireSound() {
        RuntimeException known = failure;
        if (known != null) {
            throw known;
        }
    }
}
