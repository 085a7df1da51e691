/** Feature vectors that an {@link dev.spotter.core.embedding.ImageEmbedder} gives, with classes of the user's own. */
@NullMarked
package dev.spotter.inference.teaching;

import org.jspecify.annotations.NullMarked;
