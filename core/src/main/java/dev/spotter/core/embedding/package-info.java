/**
 * The port {@link dev.spotter.core.embedding.ImageEmbedder}, which describes an image by a vector, and its value:
 * {@link dev.spotter.core.embedding.Embedding}. Images that look alike have similar vectors.
 */
@NullMarked
package dev.spotter.core.embedding;

import org.jspecify.annotations.NullMarked;
