package dev.spotter.api;

import dev.spotter.core.image.ImageId;
import dev.spotter.core.image.ImageStore;
import dev.spotter.core.image.StoredImage;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps images in a map; fails when told to. */
final class MapImageStore implements ImageStore {
    final Map<ImageId, StoredImage> images = new HashMap<>();

    @Nullable RuntimeException failure;

    @Override
    public void put(StoredImage image) {
        if (failure != null) {
            throw failure;
        }
        images.put(image.id(), image);
    }

    @Override
    public Optional<StoredImage> load(ImageId id) {
        return Optional.ofNullable(images.get(id));
    }
}
