/**
 * Predictions in memory, gone when the process ends: {@link
 * dev.spotter.storage.memory.InMemoryPredictionRepository}, the port {@code PredictionRepository} in one class. It
 * is for tests and for programs that keep no state; the server uses {@code dev.spotter.storage.sqlite}.
 */
@NullMarked
package dev.spotter.storage.memory;

import org.jspecify.annotations.NullMarked;
