package dev.spotter.storage.sqlite;

import dev.spotter.core.classification.ModelIdentity;
import dev.spotter.core.error.StorageException;
import dev.spotter.core.image.Filename;
import dev.spotter.core.image.ImageId;
import dev.spotter.core.image.Upload;
import dev.spotter.core.prediction.Prediction;
import dev.spotter.core.prediction.PredictionRepository;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Stores predictions in an SQLite database file, about 4.5 KB each for 1,000 labels. Memory use does not grow with
 * their number. A write that has returned survives a crash of the process. A power failure may lose the last few
 * writes, so the images must be stored elsewhere: see {@link #contains}. Thread-safe; one process at a time can open
 * the file. Lookup by name is consistent, like lookup by id. What is deleted is overwritten
 * in the file, and removed from its log, when the call returns; while another program reads the file, at a later write.
 *
 * <p>Only the owner can read the file. A closed repository throws {@link IllegalStateException}.
 */
public final class SqlitePredictionRepository implements PredictionRepository, AutoCloseable {
    private final Database database;
    private final PredictionRows written;
    private final PredictionRows read;
    private final UploadQueries uploads;
    private final Clock clock;
    private final long opening;

    private SqlitePredictionRepository(Database database, Clock clock) throws SQLException {
        this.database = database;
        this.clock = clock;
        written = new PredictionRows(database.writer());
        read = new PredictionRows(database.reader());
        uploads = new UploadQueries(database.reader());
        opening = database.writer()
                .first(row -> row.getLong(1), "UPDATE opening SET number = number + 1 RETURNING number")
                .orElseThrow();
    }

    /**
     * Opens the database {@code predictions.db} of a directory; creates both if they do not exist.
     *
     * @throws StorageException if it cannot be read and written, is not a database of Spotter, or is in use; not
     *     retryable
     */
    public static SqlitePredictionRepository open(Path directory) {
        return open(directory, Clock.systemUTC());
    }

    /** @param clock says for how long a deletion has been remembered */
    static SqlitePredictionRepository open(Path directory, Clock clock) {
        Database database = Database.open(directory);
        try {
            return new SqlitePredictionRepository(database, clock);
        } catch (SQLException e) {
            close(database);
            throw unreadable(e);
        }
    }

    @Override
    public boolean createIfAbsent(Prediction.Pending pending) {
        return write(() -> written.insertIfAbsent(pending.upload()));
    }

    @Override
    public boolean save(Prediction.Outcome outcome) {
        return write(() -> outcome instanceof Prediction.Classified classified
                ? written.put(classified)
                : written.put((Prediction.Failed) outcome));
    }

    @Override
    public Optional<Prediction> find(ImageId id) {
        return read(() -> read.find(id));
    }

    @Override
    public Optional<Prediction> findNewest(Filename filename) {
        return read(() -> read.findNewest(filename));
    }

    @Override
    public void delete(ImageId id) {
        write(() -> {
            written.delete(id, clock.instant());
            database.deleted();
            return id;
        });
    }

    /**
     * Says that an image whose prediction was deleted is no longer stored. Until then the deletion is remembered, and
     * {@link #uploadedBefore} gives the image.
     *
     * @throws StorageException if it could not be written; the call may be repeated
     */
    public void imageDeleted(ImageId id) {
        write(() -> {
            written.imageDeleted(id, clock.instant());
            return id;
        });
    }

    /**
     * Whether the prediction of an image was deleted, not longer ago than is remembered. If the image is still stored,
     * its deletion was interrupted: delete it.
     *
     * @throws StorageException if the repository could not be read
     */
    public boolean isDeleted(ImageId id) {
        return read(() -> uploads.isDeleted(id));
    }

    /**
     * The images that may still be stored although their prediction was deleted, at most {@code limit}, and the oldest
     * ones with a prediction that were uploaded before {@code time}, at most {@code limit}. So deletions that fail do
     * not keep the others.
     *
     * @throws StorageException if the repository could not be read
     */
    public List<ImageId> uploadedBefore(Instant time, int limit) {
        return read(() -> Stream.concat(
                        uploads.unfinishedDeletions(limit).stream(), uploads.uploadedBefore(time, limit).stream())
                .toList());
    }

    /**
     * Whether an image has a prediction, or had one that was deleted. A stored image without one was stored just before
     * a power failure: create its PENDING prediction.
     *
     * @throws StorageException if the repository could not be read
     */
    public boolean contains(ImageId id) {
        return read(() -> uploads.contains(id));
    }

    /**
     * The PENDING images at the time of the call, oldest first. They are read in pages; outcomes may be saved
     * meanwhile.
     *
     * @throws StorageException if the repository could not be read; also the stream throws it
     */
    public Stream<Upload> pending() {
        long lastId = read(uploads::lastId);
        return UploadQueries.paged(after -> read(() -> uploads.pending(lastId, after)));
    }

    /**
     * The images that another model classified, or that failed, at the time of the call, in the order in which they
     * were created. They are read in pages; outcomes may be saved meanwhile.
     *
     * @throws StorageException if the repository could not be read; also the stream throws it
     */
    public Stream<Upload> notOf(ModelIdentity model) {
        long lastId = read(uploads::lastId);
        return UploadQueries.paged(after -> read(() -> uploads.notOf(model, lastId, after)));
    }

    /**
     * The number of images that another model classified.
     *
     * @throws StorageException if the repository could not be read
     */
    public long countOfOtherModels(ModelIdentity model) {
        return read(() -> uploads.countOfOtherModels(model));
    }

    /**
     * How often the file was opened, this time included. Sequences that begin with it are greater than those of earlier
     * openings.
     */
    public long opening() {
        return opening;
    }

    /** The size of the database on the disk, in bytes. */
    public long sizeBytes() {
        try {
            return database.sizeBytes();
        } catch (IOException e) {
            throw StorageException.transientFailure("the predictions could not be read", e);
        }
    }

    /** Releases the file. Closing again does nothing. */
    @Override
    public void close() {
        synchronized (database.writer()) {
            synchronized (database.reader()) {
                if (database.isOpen()) {
                    close(database);
                }
            }
        }
    }

    private static void close(Database database) {
        try {
            database.close();
        } catch (SQLException e) {
            throw StorageException.transientFailure("the predictions could not be closed", e);
        }
    }

    private <T> T write(Session.Change<T> change) {
        synchronized (database.writer()) {
            requireOpen();
            try {
                T result = change.make();
                database.clearLog();
                return result;
            } catch (SQLException e) {
                throw StorageException.transientFailure("the prediction could not be written", e);
            }
        }
    }

    private <T> T read(Session.Change<T> query) {
        synchronized (database.reader()) {
            requireOpen();
            try {
                return query.make();
            } catch (SQLException | IllegalArgumentException e) {
                throw unreadable(e);
            }
        }
    }

    private void requireOpen() {
        if (!database.isOpen()) {
            throw new IllegalStateException("the repository is closed");
        }
    }

    private static StorageException unreadable(Exception cause) {
        return StorageException.transientFailure("the predictions could not be read", cause);
    }
}
