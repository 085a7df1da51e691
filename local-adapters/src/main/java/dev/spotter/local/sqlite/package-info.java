/** Predictions in an embedded database, SQLite. */
@NullMarked
package dev.spotter.local.sqlite;

import org.jspecify.annotations.NullMarked;
