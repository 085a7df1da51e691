package dev.spotter.storage.sqlite;

import dev.spotter.core.classification.Classification;
import dev.spotter.core.classification.DecisionRule;
import dev.spotter.core.classification.ModelIdentity;
import dev.spotter.core.error.ErrorCode;
import dev.spotter.core.image.Filename;
import dev.spotter.core.image.ImageId;
import dev.spotter.core.image.Upload;
import dev.spotter.core.prediction.Failure;
import dev.spotter.core.prediction.Prediction;
import dev.spotter.core.prediction.PredictionRepository;
import dev.spotter.core.prediction.Sequence;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Predictions as rows, and back. For one thread at a time, as its session is. */
final class PredictionRows {
    private static final String FOUND =
            """
            SELECT prediction.id, image_id, filename, uploaded_at, status, sequence, finished_at, elapsed, error,
                reason, model.name AS model_name, version, independent, unsure_below
            FROM prediction LEFT JOIN model ON model.id = model
            """;

    private static final int MOST_FORGOTTEN = 10;

    private final Session session;
    private final LabelTable labels;

    PredictionRows(Session session) {
        this.session = session;
        this.labels = new LabelTable(session);
    }

    boolean insertIfAbsent(Upload upload) throws SQLException {
        return session.update(
                        """
                        INSERT INTO prediction (image_id, filename, uploaded_at, status) VALUES (?, ?, ?, 'PENDING')
                        ON CONFLICT DO NOTHING""",
                        upload.id().text(),
                        upload.filename().value(),
                        upload.uploadedAt().toEpochMilli())
                > 0;
    }

    boolean put(Prediction.Classified outcome) throws SQLException {
        Classification result = outcome.classification();
        LabelTable.Encoded encoded = labels.encode(result.labels());
        return session.atomically(() -> {
            Optional<Long> id = upsert(outcome, result, null);
            if (id.isPresent()) {
                labels.put(id.get(), encoded);
                putDetails(id.get(), result.details());
            }
            return id.isPresent();
        });
    }

    boolean put(Prediction.Failed outcome) throws SQLException {
        Failure failure = outcome.failure();
        return session.atomically(() -> {
            Optional<Long> id = upsert(outcome, null, failure);
            if (id.isPresent()) {
                labels.remove(id.get());
                putDetails(id.get(), Map.of());
            }
            return id.isPresent();
        });
    }

    Optional<Prediction> find(ImageId id) throws SQLException {
        return session.first(this::prediction, FOUND + "WHERE image_id = ? AND status <> 'DELETED'", id.text());
    }

    Optional<Prediction> findNewest(Filename filename) throws SQLException {
        return session.first(
                this::prediction, FOUND + "WHERE filename = ? ORDER BY uploaded_at DESC LIMIT 1", filename.value());
    }

    /**
     * Leaves a row that says when the prediction was deleted, so that no later event brings it back. The row has no
     * {@code finished_at} until the image is deleted, too.
     */
    void delete(ImageId id, Instant now) throws SQLException {
        session.atomically(() -> {
            Optional<Long> row = session.first(
                    deleted -> deleted.getLong(1),
                    """
                    INSERT INTO prediction (image_id, filename, uploaded_at, status) VALUES (?, '', ?, 'DELETED')
                    ON CONFLICT (image_id) DO UPDATE SET
                        (filename, uploaded_at, status, sequence, finished_at, model, elapsed, error, reason,
                            independent, unsure_below)
                        = ('', excluded.uploaded_at, 'DELETED', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL)
                    WHERE prediction.status <> 'DELETED'
                    RETURNING id""",
                    id.text(),
                    now.toEpochMilli());
            if (row.isPresent()) {
                labels.remove(row.get());
                putDetails(row.get(), Map.of());
            }
            return forgetDeletions(now.minus(PredictionRepository.DELETION_MEMORY));
        });
    }

    void imageDeleted(ImageId id, Instant now) throws SQLException {
        session.update(
                """
                UPDATE prediction SET finished_at = ?
                WHERE image_id = ? AND status = 'DELETED' AND finished_at IS NULL""",
                now.toEpochMilli(),
                id.text());
    }

    /**
     * More than one for each new one, so that their number does not grow for ever. Not those whose image may still be
     * stored: the next start would create its prediction again.
     */
    private int forgetDeletions(Instant before) throws SQLException {
        return session.update(
                """
                DELETE FROM prediction WHERE id IN
                    (SELECT id FROM prediction WHERE status = 'DELETED' AND finished_at IS NOT NULL
                        AND uploaded_at < ? LIMIT ?)""",
                before.toEpochMilli(),
                MOST_FORGOTTEN);
    }

    /** The row's id, unless it has an outcome with the same or a greater sequence, or the image was deleted. */
    private Optional<Long> upsert(
            Prediction.Outcome outcome, @Nullable Classification result, @Nullable Failure failure)
            throws SQLException {
        Upload upload = outcome.upload();
        return session.first(
                row -> row.getLong(1),
                """
                INSERT INTO prediction
                    (image_id, filename, uploaded_at, status, sequence, finished_at, model, elapsed, error, reason,
                        independent, unsure_below)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (image_id) DO UPDATE SET
                    (filename, uploaded_at, status, sequence, finished_at, model, elapsed, error, reason,
                        independent, unsure_below)
                    = (excluded.filename, excluded.uploaded_at, excluded.status, excluded.sequence,
                        excluded.finished_at, excluded.model, excluded.elapsed, excluded.error, excluded.reason,
                        excluded.independent, excluded.unsure_below)
                WHERE prediction.status <> 'DELETED'
                    AND (prediction.sequence IS NULL OR prediction.sequence < excluded.sequence)
                RETURNING id""",
                upload.id().text(),
                upload.filename().value(),
                upload.uploadedAt().toEpochMilli(),
                outcome.status().name(),
                outcome.sequence().text(),
                outcome.finishedAt().toEpochMilli(),
                result == null ? null : model(result.model()),
                result == null ? null : result.elapsed().toString(),
                failure == null ? null : failure.code().text(),
                failure == null ? null : failure.reason(),
                result == null ? null : result.decision().independent(),
                result == null ? null : result.decision().unsureBelow().orElse(null));
    }

    private long model(ModelIdentity model) throws SQLException {
        session.update("INSERT OR IGNORE INTO model (name, version) VALUES (?, ?)", model.name(), model.version());
        return session.first(
                        row -> row.getLong(1),
                        "SELECT id FROM model WHERE name = ? AND version = ?",
                        model.name(),
                        model.version())
                .orElseThrow();
    }

    private void putDetails(long prediction, Map<String, String> details) throws SQLException {
        session.update("DELETE FROM detail WHERE prediction = ?", prediction);
        for (Map.Entry<String, String> detail : details.entrySet()) {
            session.update("INSERT INTO detail VALUES (?, ?, ?)", prediction, detail.getKey(), detail.getValue());
        }
    }

    private Map<String, String> details(long prediction) throws SQLException {
        Map<String, String> details = new HashMap<>();
        session.all(
                row -> details.put(row.getString(1), row.getString(2)),
                "SELECT name, value FROM detail WHERE prediction = ?",
                prediction);
        return details;
    }

    /** Called while the row is being read, so that its labels are of the same moment: it may be deleted meanwhile. */
    private Prediction prediction(ResultSet row) throws SQLException {
        return prediction(Row.of(row));
    }

    private Prediction prediction(Row row) throws SQLException {
        return switch (row.status()) {
            case PENDING -> new Prediction.Pending(row.upload());
            case CLASSIFIED ->
                new Prediction.Classified(
                        row.upload(), new Sequence(row.sequence()), classification(row), row.finishedAt());
            case FAILED ->
                new Prediction.Failed(
                        row.upload(),
                        new Sequence(row.sequence()),
                        new Failure(ErrorCode.of(row.error()), row.reason()),
                        row.finishedAt());
        };
    }

    private Classification classification(Row row) throws SQLException {
        return new Classification(
                labels.find(row.id()),
                new ModelIdentity(row.modelName(), row.modelVersion()),
                Duration.parse(row.elapsed()),
                row.decision(),
                details(row.id()));
    }

    /** What one row holds; a text that the row has not is empty. */
    private record Row(
            long id,
            Upload upload,
            Prediction.Status status,
            String sequence,
            Instant finishedAt,
            String elapsed,
            String error,
            String reason,
            String modelName,
            String modelVersion,
            DecisionRule decision) {
        static Row of(ResultSet row) throws SQLException {
            return new Row(
                    row.getLong(1),
                    new Upload(
                            new ImageId(text(row, 2)),
                            new Filename(text(row, 3)),
                            Instant.ofEpochMilli(row.getLong(4))),
                    Prediction.Status.valueOf(text(row, 5)),
                    text(row, 6),
                    Instant.ofEpochMilli(row.getLong(7)),
                    text(row, 8),
                    text(row, 9),
                    text(row, 10),
                    text(row, 11),
                    text(row, 12),
                    decision(row));
        }

        private static DecisionRule decision(ResultSet row) throws SQLException {
            boolean independent = row.getBoolean(13);
            double unsureBelow = row.getDouble(14);
            return new DecisionRule(independent, row.wasNull() ? Optional.empty() : Optional.of(unsureBelow));
        }

        private static String text(ResultSet row, int column) throws SQLException {
            String value = row.getString(column);
            return value == null ? "" : value;
        }
    }
}
