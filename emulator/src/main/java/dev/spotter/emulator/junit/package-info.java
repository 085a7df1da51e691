/** The emulator for tests of JUnit Jupiter: clients, buckets and tables as parameters. */
@NullMarked
package dev.spotter.emulator.junit;

import org.jspecify.annotations.NullMarked;
