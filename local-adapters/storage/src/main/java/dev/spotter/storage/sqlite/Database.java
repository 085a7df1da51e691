package dev.spotter.storage.sqlite;

import static java.lang.System.Logger.Level.DEBUG;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.spotter.core.error.StorageException;
import dev.spotter.core.internal.OwnerOnly;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteErrorCode;

/**
 * The file {@code predictions.db} of a directory, with two connections: one reads while the other writes. A write-ahead
 * log, which survives the end of the process as it is. It is not forced to the disk at each write: what a power cut
 * takes is a last few outcomes, and those are computed again from the images.
 */
final class Database implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Database.class.getName());
    private static final String NAME = "predictions.db";
    private static final int BUSY_MILLIS = 10_000;
    private static final int LOG_BYTES = 16 << 20;

    private final List<Path> parts;
    private final Session writer;
    private final Session reader;
    private boolean open = true;
    /** Whether the log may still contain what was deleted from the file. */
    private boolean logHasDeleted = true;

    private Database(Path file) throws SQLException {
        parts = parts(file);
        writer = connect(file);
        Schema.create(writer, file);
        reader = connect(file);
        clearLog();
    }

    /** @throws StorageException if it cannot be used; not retryable */
    static Database open(Path directory) {
        Path file = directory.resolve(NAME);
        try {
            prepare(directory, file);
            requireAlone(file);
            return new Database(file);
        } catch (IOException e) {
            throw StorageException.permanentFailure("the database " + file + " cannot be read and written", e);
        } catch (SQLException e) {
            throw StorageException.permanentFailure(
                    ("the predictions in %s cannot be read; move the file away and start again: then all images "
                                    + "are classified again")
                            .formatted(file),
                    e);
        }
    }

    Session writer() {
        return writer;
    }

    Session reader() {
        return reader;
    }

    boolean isOpen() {
        return open;
    }

    /** Says that what was deleted is still in the log and, until the log is written to it, in the file. */
    void deleted() {
        logHasDeleted = true;
    }

    /**
     * Writes the log to the file and empties it, if something was deleted since the last time. It does not wait: if
     * another program is reading the database, or the disk is full, the next call repeats it. To be called with the
     * writer's lock; it waits for the reader's.
     */
    void clearLog() {
        if (logHasDeleted) {
            synchronized (reader) {
                logHasDeleted = !isLogCleared();
            }
        }
    }

    private boolean isLogCleared() {
        try {
            writer.first(row -> true, "PRAGMA busy_timeout = 0");
            try {
                return writer.first(row -> row.getInt(1) == 0, "PRAGMA wal_checkpoint(TRUNCATE)")
                        .orElse(false);
            } finally {
                writer.first(row -> true, "PRAGMA busy_timeout = " + BUSY_MILLIS);
            }
        } catch (SQLException e) {
            LOG.log(DEBUG, "the log of the database was not emptied, the next write tries it again", e);
            return false;
        }
    }

    /** What it takes on the disk, with its log. */
    long sizeBytes() throws IOException {
        long bytes = 0;
        for (Path part : parts) {
            bytes += Files.exists(part) ? Files.size(part) : 0;
        }
        return bytes;
    }

    @Override
    public void close() throws SQLException {
        open = false;
        try {
            reader.close();
        } finally {
            writer.close();
        }
    }

    /** SQLite gives its log and its index of it the permissions of the file. */
    private static void prepare(Path directory, Path file) throws IOException {
        if (Files.exists(directory) && !Files.isDirectory(directory)) {
            throw StorageException.permanentFailure(directory + " is not a directory", null);
        }
        if (Files.notExists(directory)) {
            OwnerOnly.createDirectories(directory);
        }
        if (Files.notExists(file)) {
            OwnerOnly.open(file, Set.of(CREATE_NEW, WRITE)).close();
        }
        for (Path part : parts(file)) {
            if (Files.exists(part)) {
                OwnerOnly.tighten(part);
            }
        }
    }

    /**
     * A process that has the database open holds a lock on it, so no other can lock it exclusively for a moment. The
     * lock is the system's and goes with its process.
     */
    private static void requireAlone(Path file) throws SQLException {
        try (Connection connection = source(new SQLiteConfig(), file).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA busy_timeout = 0");
            statement.execute("PRAGMA locking_mode = EXCLUSIVE");
            statement.execute("BEGIN EXCLUSIVE");
            statement.execute("COMMIT");
        } catch (SQLException e) {
            if ((e.getErrorCode() & 0xFF) == SQLiteErrorCode.SQLITE_BUSY.code) {
                throw StorageException.permanentFailure("the database " + file + " is in use by another Spotter", e);
            }
            throw e;
        }
    }

    private static Session connect(Path file) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
        config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        config.setTempStore(SQLiteConfig.TempStore.MEMORY);
        config.setJournalSizeLimit(LOG_BYTES);
        config.setBusyTimeout(BUSY_MILLIS);
        // Labels tell what a deleted photo showed.
        config.setPragma(SQLiteConfig.Pragma.SECURE_DELETE, "true");
        return new Session(source(config, file).getConnection());
    }

    private static SQLiteDataSource source(SQLiteConfig config, Path file) {
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file.toAbsolutePath());
        return source;
    }

    private static List<Path> parts(Path file) {
        return List.of(file, file.resolveSibling(NAME + "-wal"), file.resolveSibling(NAME + "-shm"));
    }
}
