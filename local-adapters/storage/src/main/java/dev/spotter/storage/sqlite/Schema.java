package dev.spotter.storage.sqlite;

import dev.spotter.core.error.StorageException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/** The tables, in the form of this version of Spotter. */
final class Schema {
    private static final int VERSION = 2;
    /** What takes little room stands in a table of its own, so that looking for it reads few pages. */
    private static final List<String> TABLES = List.of(
            """
            CREATE TABLE prediction (
                id INTEGER PRIMARY KEY,
                image_id TEXT NOT NULL UNIQUE,
                filename TEXT NOT NULL,
                uploaded_at INTEGER NOT NULL,
                status TEXT NOT NULL,
                sequence TEXT,
                finished_at INTEGER,
                model INTEGER REFERENCES model,
                elapsed TEXT,
                error TEXT,
                reason TEXT,
                independent INTEGER,
                unsure_below REAL)""",
            "CREATE TABLE model (id INTEGER PRIMARY KEY, name TEXT NOT NULL, version TEXT NOT NULL, UNIQUE (name, "
                    + "version))",
            "CREATE TABLE class_names (id INTEGER PRIMARY KEY, hash BLOB NOT NULL UNIQUE, names BLOB NOT NULL)",
            """
            CREATE TABLE labels (
                prediction INTEGER PRIMARY KEY REFERENCES prediction,
                class_names INTEGER NOT NULL REFERENCES class_names,
                scores BLOB NOT NULL)""",
            """
            CREATE TABLE detail (
                prediction INTEGER NOT NULL REFERENCES prediction,
                name TEXT NOT NULL,
                value TEXT NOT NULL,
                PRIMARY KEY (prediction, name)) WITHOUT ROWID""",
            "CREATE TABLE opening (number INTEGER NOT NULL)",
            "INSERT INTO opening VALUES (0)");

    /** What form 2 added to form 1: the model's decision rule. Outcomes from before have none. */
    private static final List<String> SINCE_FORM_1 = List.of(
            "ALTER TABLE prediction ADD COLUMN independent INTEGER",
            "ALTER TABLE prediction ADD COLUMN unsure_below REAL");

    private static final List<String> INDEXES = List.of(
            "CREATE INDEX IF NOT EXISTS prediction_by_filename ON prediction (filename, uploaded_at)",
            "CREATE INDEX IF NOT EXISTS prediction_pending ON prediction (uploaded_at) WHERE status = 'PENDING'",
            "CREATE INDEX IF NOT EXISTS prediction_by_time ON prediction (uploaded_at) WHERE status <> 'DELETED'",
            "CREATE INDEX IF NOT EXISTS prediction_deleted ON prediction (uploaded_at) WHERE status = 'DELETED'",
            "CREATE INDEX IF NOT EXISTS deletion_unfinished ON prediction (uploaded_at) "
                    + "WHERE status = 'DELETED' AND finished_at IS NULL");

    private Schema() {}

    /**
     * Makes the tables, or brings those of an earlier form to this one.
     *
     * @throws StorageException if a later version of Spotter made the tables; not retryable
     */
    static void create(Session session, Path file) throws SQLException {
        int version = session.first(row -> row.getInt(1), "PRAGMA user_version").orElse(0);
        if (version == 0) {
            change(session, TABLES);
        } else if (version == 1) {
            change(session, SINCE_FORM_1);
        } else if (version != VERSION) {
            throw StorageException.permanentFailure(
                    ("the predictions in %s are of another version of Spotter (form %d, this one reads form %d); "
                                    + "use that version, or move the file away: then all images are classified again")
                            .formatted(file, version, VERSION),
                    null);
        }
        for (String index : INDEXES) {
            session.update(index);
        }
    }

    private static void change(Session session, List<String> statements) throws SQLException {
        session.atomically(() -> {
            for (String statement : statements) {
                session.update(statement);
            }
            return session.update("PRAGMA user_version = " + VERSION);
        });
    }
}
