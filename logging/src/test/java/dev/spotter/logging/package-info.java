@NullMarked
package dev.spotter.logging;

import org.jspecify.annotations.NullMarked;
