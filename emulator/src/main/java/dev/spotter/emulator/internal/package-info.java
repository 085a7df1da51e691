/** For the emulator's own packages alone. */
@NullMarked
package dev.spotter.emulator.internal;

import org.jspecify.annotations.NullMarked;
