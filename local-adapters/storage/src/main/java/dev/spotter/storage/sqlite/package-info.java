/**
 * Predictions in an embedded database: {@link dev.spotter.storage.sqlite.SqlitePredictionRepository}. {@code Schema}
 * has the tables, {@code PredictionRows} and {@code LabelTable} read and write them, {@code Database} opens the file.
 */
@NullMarked
package dev.spotter.storage.sqlite;

import org.jspecify.annotations.NullMarked;
