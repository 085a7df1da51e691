/**
 * Decorators that measure the ports, and meters of the process, for any registry of Micrometer. Begin with
 * {@link dev.spotter.micrometer.MeteredClassifier}.
 */
@NullMarked
package dev.spotter.micrometer;

import org.jspecify.annotations.NullMarked;
