package dev.spotter.core.application;

import dev.spotter.core.image.ImageId;
import dev.spotter.core.prediction.Sequence;

/** The event that an image was stored. It may be delivered more than once, late, and in any order. */
public record ImageStored(ImageId id, Sequence sequence) {}
