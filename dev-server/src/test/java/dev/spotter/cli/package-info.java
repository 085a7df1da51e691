@NullMarked
package dev.spotter.cli;

import org.jspecify.annotations.NullMarked;
