/** The command line: {@code spotter serve | classify | doctor}. */
@NullMarked
package dev.spotter.cli;

import org.jspecify.annotations.NullMarked;
