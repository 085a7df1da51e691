/** Limits on what is stored: {@link dev.spotter.storage.limits.LimitedImageStore} refuses images above them. */
@NullMarked
package dev.spotter.storage.limits;

import org.jspecify.annotations.NullMarked;
