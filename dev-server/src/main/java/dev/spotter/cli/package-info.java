/**
 * The command line: {@code spotter serve | classify | model | doctor}. {@link dev.spotter.cli.SpotterCommand} is the
 * main class; each command is a class, such as {@code ClassifyCommand}. {@code Console} is the only class that prints,
 * and {@code ErrorHints} adds to an error the option or the command that helps.
 */
@NullMarked
package dev.spotter.cli;

import org.jspecify.annotations.NullMarked;
