/** The HTTP contract as plain values: a request in, an answer out, the same bytes whichever server carries them. */
@NullMarked
package dev.spotter.api;

import org.jspecify.annotations.NullMarked;
