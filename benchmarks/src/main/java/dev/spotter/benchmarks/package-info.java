/** What Spotter costs, measured. */
@NullMarked
package dev.spotter.benchmarks;

import org.jspecify.annotations.NullMarked;
