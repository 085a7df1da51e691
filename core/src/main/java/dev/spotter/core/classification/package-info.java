/** Labels with scores, and the port that finds them in an image. */
@NullMarked
package dev.spotter.core.classification;

import org.jspecify.annotations.NullMarked;
