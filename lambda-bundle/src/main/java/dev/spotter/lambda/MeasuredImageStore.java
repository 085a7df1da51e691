package dev.spotter.lambda;

import dev.spotter.core.image.ForwardingImageStore;
import dev.spotter.core.image.ImageId;
import dev.spotter.core.image.ImageStore;
import dev.spotter.core.image.StoredImage;
import dev.spotter.core.internal.MeterName;
import java.util.Optional;

/** A store whose reads are timed, and the size of what was read noted. */
final class MeasuredImageStore extends ForwardingImageStore {
    private final LogLine line;

    MeasuredImageStore(ImageStore store, LogLine line) {
        super(store);
        this.line = line;
    }

    @Override
    public Optional<StoredImage> load(ImageId id) {
        Optional<StoredImage> image = line.timed(MeterName.LOAD, () -> super.load(id));
        image.ifPresent(found -> line.put("bytes", found.bytes().sizeBytes()));
        return image;
    }
}
