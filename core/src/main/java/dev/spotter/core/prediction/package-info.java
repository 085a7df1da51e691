/** What is known about an uploaded image: waiting, classified or failed, and the port that keeps it. */
@NullMarked
package dev.spotter.core.prediction;

import org.jspecify.annotations.NullMarked;
