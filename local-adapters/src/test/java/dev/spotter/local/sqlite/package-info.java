@NullMarked
package dev.spotter.local.sqlite;

import org.jspecify.annotations.NullMarked;
