/** What modules share that keep files on this machine. For them alone: it may change at any time. */
@NullMarked
package dev.spotter.core.internal;

import org.jspecify.annotations.NullMarked;
