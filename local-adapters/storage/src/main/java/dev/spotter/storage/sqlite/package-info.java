/** Predictions in an embedded database, SQLite. */
@NullMarked
package dev.spotter.storage.sqlite;

import org.jspecify.annotations.NullMarked;
