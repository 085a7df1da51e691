package dev.spotter.storage.sqlite;

import dev.spotter.core.classification.Label;
import dev.spotter.core.internal.Sha256;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Predictions' labels. The names are kept once for all predictions that share them. For one thread at a time, as its
 * session is.
 */
final class LabelTable {
    /** Of as many models as are likely to be used by turns. */
    private static final int CACHED_LISTS = 4;

    private final Session session;

    private final Map<Long, NameList> cache = new LinkedHashMap<>(CACHED_LISTS, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, NameList> eldest) {
            return size() > CACHED_LISTS;
        }
    };

    LabelTable(Session session) {
        this.session = session;
    }

    /** Labels in the form of the table. */
    static final class Encoded {
        private final long classNames;
        private final byte[] scores;

        private Encoded(long classNames, byte[] scores) {
            this.classNames = classNames;
            this.scores = scores;
        }
    }

    /** To be called outside of a transaction: a list of names that is remembered here must not be rolled back. */
    Encoded encode(List<Label> labels) throws SQLException {
        for (Map.Entry<Long, NameList> known : cache.entrySet()) {
            Optional<double[]> scores = known.getValue().scoresOf(labels);
            if (scores.isPresent()) {
                return new Encoded(known.getKey(), Scores.encode(scores.get()));
            }
        }
        List<Label> byName =
                labels.stream().sorted(Comparator.comparing(Label::name)).toList();
        long classNames = intern(new NameList(byName.stream().map(Label::name).toList()));
        return new Encoded(
                classNames,
                Scores.encode(byName.stream().mapToDouble(Label::score).toArray()));
    }

    void put(long prediction, Encoded labels) throws SQLException {
        session.update(
                "INSERT OR REPLACE INTO labels (prediction, class_names, scores) VALUES (?, ?, ?)",
                prediction,
                labels.classNames,
                labels.scores);
    }

    List<Label> find(long prediction) throws SQLException {
        Encoded found = session.first(
                        row -> new Encoded(row.getLong(1), row.getBytes(2)),
                        "SELECT class_names, scores FROM labels WHERE prediction = ?",
                        prediction)
                .orElseThrow(() -> new SQLException("there are no labels of prediction " + prediction));
        return names(found.classNames).labels(found.scores);
    }

    void remove(long prediction) throws SQLException {
        session.update("DELETE FROM labels WHERE prediction = ?", prediction);
    }

    private long intern(NameList names) throws SQLException {
        byte[] encoded = names.encode();
        byte[] hash = Sha256.digest(encoded);
        session.update("INSERT OR IGNORE INTO class_names (hash, names) VALUES (?, ?)", hash, encoded);
        long id = session.first(row -> row.getLong(1), "SELECT id FROM class_names WHERE hash = ?", hash)
                .orElseThrow();
        cache.put(id, names);
        return id;
    }

    private NameList names(long id) throws SQLException {
        NameList known = cache.get(id);
        if (known == null) {
            known = session.first(
                            row -> NameList.decode(row.getBytes(1)), "SELECT names FROM class_names WHERE id = ?", id)
                    .orElseThrow(() -> new SQLException("there are no class names " + id));
            cache.put(id, known);
        }
        return known;
    }
}
