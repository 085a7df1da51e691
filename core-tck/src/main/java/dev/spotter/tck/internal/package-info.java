/** What tests of several modules share besides the kits. For them alone: it may change at any time. */
@NullMarked
package dev.spotter.tck.internal;

import org.jspecify.annotations.NullMarked;
