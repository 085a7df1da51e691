/**
 * From an encoded image to labels, with any engine. Read {@link dev.spotter.inference.network.NetworkClassifier} first:
 * an engine gives it a {@link dev.spotter.inference.network.Network}. {@code PredictorPool} bounds how many images are
 * classified at once, and {@code Ranking} makes labels of scores.
 */
@NullMarked
package dev.spotter.inference.network;

import org.jspecify.annotations.NullMarked;
