/**
 * All failures, in one hierarchy. {@link dev.spotter.core.error.SpotterException} says what every failure has: a
 * message for people, an {@link dev.spotter.core.error.ErrorCode} for programs, and whether a retry may help.
 */
@NullMarked
package dev.spotter.core.error;

import org.jspecify.annotations.NullMarked;
