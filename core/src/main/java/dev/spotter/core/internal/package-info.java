/**
 * What Spotter's own modules share: files on this machine, and the walks through the bytes of JPEG and TIFF. For them
 * alone: it may change at any time.
 */
@NullMarked
package dev.spotter.core.internal;

import org.jspecify.annotations.NullMarked;
