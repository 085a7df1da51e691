package dev.spotter.storage.filesystem;

import dev.spotter.core.image.ImageId;

/** An image's file, as it is found without reading it. */
public record StoredFile(ImageId id, long sizeBytes) {}
