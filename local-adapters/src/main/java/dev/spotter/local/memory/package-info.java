/** Predictions kept in memory. */
@NullMarked
package dev.spotter.local.memory;

import org.jspecify.annotations.NullMarked;
