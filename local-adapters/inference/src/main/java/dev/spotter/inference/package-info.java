/**
 * Opens a classifier with whatever engine is on the class path. The classifier itself is in {@code network}, which an
 * engine gives its network; what is loaded is in {@code model}.
 */
@NullMarked
package dev.spotter.inference;

import org.jspecify.annotations.NullMarked;
