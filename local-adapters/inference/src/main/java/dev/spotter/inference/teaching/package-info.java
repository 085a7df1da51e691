/**
 * Trains the last layer of a network for classes of the user's own, on feature vectors that an {@link
 * dev.spotter.core.embedding.ImageEmbedder} gives: {@link dev.spotter.inference.teaching.SoftmaxRegression}. {@code
 * SoftmaxLoss} is what is minimised, {@code Lbfgs} minimises it. {@link
 * dev.spotter.inference.teaching.CrossValidation} estimates how good the layer is.
 */
@NullMarked
package dev.spotter.inference.teaching;

import org.jspecify.annotations.NullMarked;
