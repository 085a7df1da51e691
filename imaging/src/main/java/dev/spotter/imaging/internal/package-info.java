/** What Spotter's own modules ask about images besides their pixels. For them alone: it may change at any time. */
@NullMarked
package dev.spotter.imaging.internal;

import org.jspecify.annotations.NullMarked;
