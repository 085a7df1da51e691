/** Ports kept in memory and scripted, for the tests of this module and of those that depend on it. */
@NullMarked
package dev.spotter.core.testing;

import org.jspecify.annotations.NullMarked;
