/** Predictions kept in memory. */
@NullMarked
package dev.spotter.storage.memory;

import org.jspecify.annotations.NullMarked;
