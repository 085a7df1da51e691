/** Tests of backfills against the emulator. */
@NullMarked
package dev.spotter.aws.backfill;

import org.jspecify.annotations.NullMarked;
