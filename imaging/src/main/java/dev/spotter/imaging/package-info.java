/**
 * From encoded bytes to a network's input: decoding within a memory budget, turning upright, crop and resize in one
 * pass.
 */
@NullMarked
package dev.spotter.imaging;

import org.jspecify.annotations.NullMarked;
