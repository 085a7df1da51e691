/**
 * Measurements of speed and memory, with the command that runs them. Read {@link dev.spotter.benchmarks.Benchmarks}
 * first: it is the main class and names the parts. {@code ForwardBenchmark}, {@code DecodeBenchmark}, {@code
 * EndToEndBenchmark} and {@code ConcurrencyBenchmark} run with JMH; {@code ServerLoad} loads a server. {@code
 * Report} writes the tables of {@code docs/performance.md}, {@code Goal} is a limit for a figure, and {@code
 * Regression} fails the build for a large slowdown. No other module depends on this one.
 */
@NullMarked
package dev.spotter.benchmarks;

import org.jspecify.annotations.NullMarked;
