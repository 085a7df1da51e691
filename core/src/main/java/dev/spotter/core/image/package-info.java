/** Images: their identity, their bytes, what their first bytes say, and the port that keeps them. */
@NullMarked
package dev.spotter.core.image;

import org.jspecify.annotations.NullMarked;
