package dev.spotter.inference.teaching;

import dev.spotter.inference.features.VectorRows;

/** Feature vectors with their classes. {@link FeatureFile} has them in a file. */
public interface LabelledFeatures extends VectorRows {
    /** The number of classes, also of those that have no vector. */
    int classes();

    /**
     * The class of a row's vector, from 0.
     *
     * @param row from 0
     */
    int classOf(int row);
}
