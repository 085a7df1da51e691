@NullMarked
package dev.spotter.inference;

import org.jspecify.annotations.NullMarked;
