/** From encoded pictures to labels with any engine: an engine brings a {@link dev.spotter.local.network.Network}, all else is here. */
@NullMarked
package dev.spotter.local.network;

import org.jspecify.annotations.NullMarked;
