@NullMarked
package dev.spotter.inference.features;

import org.jspecify.annotations.NullMarked;
