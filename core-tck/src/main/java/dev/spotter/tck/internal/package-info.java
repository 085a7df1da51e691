/**
 * Test code that several modules share besides the contracts. {@code OtherJvm} runs a class of a test in a JVM of
 * its own, with its own heap and options. It may change at any time: only Spotter's own tests depend on it.
 */
@NullMarked
package dev.spotter.tck.internal;

import org.jspecify.annotations.NullMarked;
