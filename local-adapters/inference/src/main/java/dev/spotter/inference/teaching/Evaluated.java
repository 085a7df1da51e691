package dev.spotter.inference.teaching;

import dev.spotter.inference.model.ModelSummary;
import dev.spotter.inference.teaching.TeachingReport.ClassReport;
import dev.spotter.inference.teaching.TeachingReport.Confusion;
import dev.spotter.inference.teaching.TeachingReport.Duplicate;
import dev.spotter.inference.teaching.TeachingReport.Mistake;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The results of a cross-validation with the names of classes and photos. */
record Evaluated(ClassList classes, TeachingRows rows, HeldBack heldBack) {
    TeachingReport report(ModelSummary model, Lesson lesson, int folds, List<Duplicate> alike, List<String> warnings) {
        Evaluation evaluation = heldBack.evaluation();
        return new TeachingReport(
                model,
                lesson.base(),
                lesson.seed(),
                folds,
                evaluation.accuracy(),
                evaluation.accuracyInterval(),
                classReports(evaluation),
                confusions(evaluation),
                heldBack.mistakes().stream().map(this::mistake).toList(),
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

    private List<Confusion> confusions(Evaluation evaluation) {
        return evaluation.confusions().stream()
                .map(cell -> new Confusion(
                        classes.name(cell.actual()),
                        classes.name(cell.predicted()),
                        evaluation.count(cell.actual(), cell.predicted())))
                .toList();
    }

    private Mistake mistake(int row) {
        return new Mistake(rows.get(row).photo(), classes.name(heldBack.predicted(row)), heldBack.probability(row));
    }
}
