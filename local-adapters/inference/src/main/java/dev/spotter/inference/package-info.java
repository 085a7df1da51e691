/**
 * Opens a classifier or an image embedder with the engine that is on the class path: {@link
 * dev.spotter.inference.Classifiers}, {@link dev.spotter.inference.Embedders}. Read {@code
 * network} for how an image is classified, {@code model} for what is loaded.
 */
@NullMarked
package dev.spotter.inference;

import org.jspecify.annotations.NullMarked;
