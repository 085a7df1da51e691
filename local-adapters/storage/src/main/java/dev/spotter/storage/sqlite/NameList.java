package dev.spotter.storage.sqlite;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.spotter.core.classification.ClassNames;
import dev.spotter.core.classification.Label;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The names of all labels of a prediction, sorted: predictions of one model share them, so each keeps its scores alone.
 * Immutable.
 */
final class NameList {
    private final List<String> names;
    /** Where each name is; empty if one occurs twice. */
    private final Map<String, Integer> places;

    private final ClassNames classNames;

    NameList(List<String> sorted) {
        names = List.copyOf(sorted);
        classNames = new ClassNames(names);
        Map<String, Integer> found = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            found.put(names.get(i), i);
        }
        places = found.size() == names.size() ? found : Map.of();
    }

    /** The labels' scores in the order of the names; empty if the labels have other names. */
    Optional<double[]> scoresOf(List<Label> labels) {
        double[] scores = new double[names.size()];
        if (labels.size() != scores.length) {
            return Optional.empty();
        }
        Arrays.fill(scores, Double.NaN);
        for (Label label : labels) {
            Integer place = places.get(label.name());
            if (place == null || !Double.isNaN(scores[place])) {
                return Optional.empty();
            }
            scores[place] = label.score();
        }
        return Optional.of(scores);
    }

    /** Labels of these names with scores in the names' order, as {@link Scores#encode} made them. */
    List<Label> labels(byte[] scores) {
        if (scores.length == names.size() * Float.BYTES) {
            return classNames.ranked(Scores.floats(scores));
        }
        double[] values = Scores.doubles(scores);
        Label[] labels = new Label[names.size()];
        Arrays.setAll(labels, i -> new Label(names.get(i), values[i]));
        Arrays.sort(labels);
        return List.of(labels);
    }

    /** Each name's length in bytes of UTF-8, then the name. */
    byte[] encode() {
        List<byte[]> parts = names.stream().map(name -> name.getBytes(UTF_8)).toList();
        ByteBuffer bytes = ByteBuffer.allocate(
                parts.stream().mapToInt(part -> Integer.BYTES + part.length).sum());
        parts.forEach(part -> bytes.putInt(part.length).put(part));
        return bytes.array();
    }

    /** What {@link #encode} made. */
    static NameList decode(byte[] encoded) {
        List<String> names = new ArrayList<>();
        ByteBuffer bytes = ByteBuffer.wrap(encoded);
        while (bytes.hasRemaining()) {
            byte[] name = new byte[bytes.getInt()];
            bytes.get(name);
            names.add(new String(name, UTF_8));
        }
        return new NameList(names);
    }
}
