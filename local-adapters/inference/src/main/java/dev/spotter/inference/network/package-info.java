/**
 * From encoded pictures to labels with any engine: an engine brings a {@link dev.spotter.inference.network.Network},
 * all else is here.
 */
@NullMarked
package dev.spotter.inference.network;

import org.jspecify.annotations.NullMarked;
