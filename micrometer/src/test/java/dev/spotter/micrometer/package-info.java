@NullMarked
package dev.spotter.micrometer;

import org.jspecify.annotations.NullMarked;
