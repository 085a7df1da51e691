@NullMarked
package dev.spotter.inference.teaching;

import org.jspecify.annotations.NullMarked;
