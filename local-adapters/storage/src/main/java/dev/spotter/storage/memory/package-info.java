/** Predictions in memory: {@link dev.spotter.storage.memory.InMemoryPredictionRepository}. */
@NullMarked
package dev.spotter.storage.memory;

import org.jspecify.annotations.NullMarked;
