/** What the emulator's packages share. For the emulator alone: it may change at any time. */
@NullMarked
package dev.spotter.emulator.internal;

import org.jspecify.annotations.NullMarked;
