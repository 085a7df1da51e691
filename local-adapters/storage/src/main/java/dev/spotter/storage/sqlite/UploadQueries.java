package dev.spotter.storage.sqlite;

import dev.spotter.core.classification.ModelIdentity;
import dev.spotter.core.image.Filename;
import dev.spotter.core.image.ImageId;
import dev.spotter.core.image.Upload;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Queries for uploads by their state or their time. Long results come in pages, so that neither memory nor a lock is
 * held meanwhile. For one thread at a time, as its session is.
 */
record UploadQueries(Session session) {
    private static final int PAGE_ROWS = 1_000;
    /** Before all rows. */
    private static final Entry START = new Entry(
            Long.MIN_VALUE, new Upload(ImageId.of(new byte[16]), new Filename("none"), Instant.EPOCH), Long.MIN_VALUE);

    /** An upload, and where its row is. */
    record Entry(long id, Upload upload, long uploadedAtMillis) {
        static Entry of(ResultSet row) throws SQLException {
            long millis = row.getLong(4);
            return new Entry(
                    row.getLong(1),
                    new Upload(
                            new ImageId(row.getString(2)),
                            new Filename(row.getString(3)),
                            Instant.ofEpochMilli(millis)),
                    millis);
        }
    }

    /** Up to here it is a backlog: rows that are added later are not. */
    long lastId() throws SQLException {
        return session.first(row -> row.getLong(1), "SELECT max(id) FROM prediction")
                .orElse(0L);
    }

    /** All entries; each page is asked for by the last entry of the one before it. */
    static Stream<Upload> paged(Function<Entry, List<Entry>> nextPage) {
        return Stream.iterate(
                        nextPage.apply(START),
                        page -> !page.isEmpty(),
                        page -> nextPage.apply(page.get(page.size() - 1)))
                .flatMap(List::stream)
                .map(Entry::upload);
    }

    boolean contains(ImageId id) throws SQLException {
        return session.first(row -> true, "SELECT 1 FROM prediction WHERE image_id = ?", id.text())
                .isPresent();
    }

    boolean isDeleted(ImageId id) throws SQLException {
        return session.first(
                        row -> true, "SELECT 1 FROM prediction WHERE image_id = ? AND status = 'DELETED'", id.text())
                .isPresent();
    }

    List<ImageId> uploadedBefore(Instant time, int limit) throws SQLException {
        return session.all(
                row -> new ImageId(row.getString(1)),
                """
                SELECT image_id FROM prediction WHERE status <> 'DELETED' AND uploaded_at < ?
                ORDER BY uploaded_at LIMIT ?""",
                time.toEpochMilli(),
                limit);
    }

    List<ImageId> unfinishedDeletions(int limit) throws SQLException {
        return session.all(
                row -> new ImageId(row.getString(1)),
                """
                SELECT image_id FROM prediction WHERE status = 'DELETED' AND finished_at IS NULL
                ORDER BY uploaded_at LIMIT ?""",
                limit);
    }

    List<Entry> pending(long lastId, Entry after) throws SQLException {
        return session.all(
                Entry::of,
                """
                SELECT id, image_id, filename, uploaded_at FROM prediction
                WHERE status = 'PENDING' AND (uploaded_at, id) > (?, ?) AND id <= ?
                ORDER BY uploaded_at, id LIMIT ?""",
                after.uploadedAtMillis(),
                after.id(),
                lastId,
                PAGE_ROWS);
    }

    List<Entry> notOf(ModelIdentity model, long lastId, Entry after) throws SQLException {
        return session.all(
                Entry::of,
                """
                SELECT prediction.id, image_id, filename, uploaded_at
                FROM prediction LEFT JOIN model ON model.id = model
                WHERE prediction.id > ? AND prediction.id <= ? AND status NOT IN ('PENDING', 'DELETED')
                    AND (model.id IS NULL OR (name, version) <> (?, ?))
                ORDER BY prediction.id LIMIT ?""",
                after.id(),
                lastId,
                model.name(),
                model.version(),
                PAGE_ROWS);
    }

    long countOfOtherModels(ModelIdentity model) throws SQLException {
        return session.first(
                        row -> row.getLong(1),
                        "SELECT count(*) FROM prediction JOIN model ON model.id = model WHERE (name, version) <> "
                                + "(?, ?)",
                        model.name(),
                        model.version())
                .orElse(0L);
    }
}
