package dev.spotter.inference.features;

import dev.spotter.core.embedding.Embedding;
import dev.spotter.core.error.SpotterException;
import dev.spotter.core.image.ImageSource;

/** The result for one of many images: its features, or why it has none. Immutable. */
public sealed interface FeatureResult {
    /** The image, as it was given to the extractor. */
    ImageSource image();

    /**
     * The image's features were extracted.
     *
     * @param hash of the bytes that the features are of
     * @param features not of unit length
     */
    record Extracted(ImageSource image, ImageHash hash, Embedding features) implements FeatureResult {}

    /**
     * The image has no features.
     *
     * @param reason with a message for people: the image could not be read, is refused, or the model failed
     */
    record Failed(ImageSource image, SpotterException reason) implements FeatureResult {}
}
