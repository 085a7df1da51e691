package dev.spotter.devserver;

import dev.spotter.storage.filesystem.FileSystemImageStore;
import dev.spotter.storage.limits.DataLimits;
import dev.spotter.storage.limits.LimitedImageStore;
import dev.spotter.storage.sqlite.SqlitePredictionRepository;
import java.nio.file.Path;

/** The data directory: images as files, predictions in a database. */
record DataDirectory(FileSystemImageStore images, SqlitePredictionRepository predictions) implements AutoCloseable {
    /**
     * Opens the database first: unlike the directory's lock file, users do not delete it to start a second server, so
     * nothing is touched in a directory that another server has.
     *
     * @throws dev.spotter.core.error.StorageException if the directory cannot be used
     */
    static DataDirectory open(Path directory) {
        SqlitePredictionRepository predictions = SqlitePredictionRepository.open(directory);
        try {
            return new DataDirectory(FileSystemImageStore.open(directory), predictions);
        } catch (RuntimeException e) {
            predictions.close();
            throw e;
        }
    }

    /** The images' store held to limits. */
    LimitedImageStore limited(DataLimits limits) {
        return new LimitedImageStore(
                images, limits, predictions::sizeBytes, images::freeBytes, predictions::imageDeleted);
    }

    @Override
    public void close() {
        try {
            images.close();
        } finally {
            predictions.close();
        }
    }
}
