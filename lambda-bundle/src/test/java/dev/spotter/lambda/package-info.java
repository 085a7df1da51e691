@NullMarked
package dev.spotter.lambda;

import org.jspecify.annotations.NullMarked;
