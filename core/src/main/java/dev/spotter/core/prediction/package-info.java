/**
 * What is known of an uploaded image. {@link dev.spotter.core.prediction.Prediction} is PENDING, CLASSIFIED or FAILED;
 * {@link dev.spotter.core.prediction.PredictionRepository} is the port that keeps it, and {@link
 * dev.spotter.core.prediction.Sequence} the ordering token by which the newest outcome stays.
 */
@NullMarked
package dev.spotter.core.prediction;

import org.jspecify.annotations.NullMarked;
