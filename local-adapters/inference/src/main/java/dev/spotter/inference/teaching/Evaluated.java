package dev.spotter.inference.teaching;

import dev.spotter.inference.model.ModelSummary;
import dev.spotter.inference.teaching.TeachingReport.ClassReport;
import dev.spotter.inference.teaching.TeachingReport.Confusion;
import dev.spotter.inference.teaching.TeachingReport.Duplicate;
import dev.spotter.inference.teaching.TeachingReport.Mistake;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The results of a cross-validation with the names of classes and photos. */
record Evaluated(ClassList classes, TeachingRows rows, HeldBack heldBack) {
    private record Pair(int actual, int predicted) implements Comparable<Pair> {
        @Override
        public int compareTo(Pair other) {
            return actual != other.actual
                    ? Integer.compare(actual, other.actual)
                    : Integer.compare(predicted, other.predicted);
        }
    }

    TeachingReport report(ModelSummary model, Lesson lesson, int folds, List<Duplicate> alike, List<String> warnings) {
        Evaluation evaluation = heldBack.evaluation();
        List<Integer> mistakes = heldBack.mistakes();
        return new TeachingReport(
                model,
                lesson.base(),
                lesson.seed(),
                folds,
                evaluation.accuracy(),
                evaluation.accuracyInterval(),
                classReports(evaluation),
                confusions(mistakes),
                mistakes.stream().map(this::mistake).toList(),
                Stream.concat(rows.duplicates().stream(), alike.stream()).toList(),
                rows.unreadable(),
                Stream.concat(warnings.stream(), rows.warnings().stream()).toList());
    }

    private List<ClassReport> classReports(Evaluation evaluation) {
        return IntStream.range(0, classes.size())
                .mapToObj(i ->
                        new ClassReport(classes.name(i), rows.count(i), evaluation.precision(i), evaluation.recall(i)))
                .toList();
    }

    private List<Confusion> confusions(List<Integer> mistakes) {
        Map<Pair, Integer> counts = new TreeMap<>();
        mistakes.forEach(row -> counts.merge(new Pair(heldBack.actual(row), heldBack.predicted(row)), 1, Integer::sum));
        return counts.entrySet().stream()
                .map(pair -> new Confusion(
                        classes.name(pair.getKey().actual), classes.name(pair.getKey().predicted), pair.getValue()))
                .sorted(Comparator.comparing(confusion -> -confusion.photos()))
                .toList();
    }

    private Mistake mistake(int row) {
        return new Mistake(rows.get(row).photo(), classes.name(heldBack.predicted(row)), heldBack.probability(row));
    }
}
