@NullMarked
package dev.spotter.benchmarks;

import org.jspecify.annotations.NullMarked;
