/**
 * Facts about images, other than pixels, that Spotter's own modules need. For them alone: it may change at any time.
 */
@NullMarked
package dev.spotter.imaging.internal;

import org.jspecify.annotations.NullMarked;
