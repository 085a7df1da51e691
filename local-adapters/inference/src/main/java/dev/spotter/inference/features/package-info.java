/**
 * The features of many image files: embedding them in parallel, comparing them. Read {@link
 * dev.spotter.inference.features.FeatureExtractor} first.
 */
@NullMarked
package dev.spotter.inference.features;

import org.jspecify.annotations.NullMarked;
