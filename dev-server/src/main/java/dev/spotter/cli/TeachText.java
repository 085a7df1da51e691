package dev.spotter.cli;

import dev.spotter.inference.teaching.Percent;
import dev.spotter.inference.teaching.TeachingReport;
import dev.spotter.inference.teaching.TeachingReport.ClassReport;
import dev.spotter.inference.teaching.TeachingReport.Duplicate;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;

/** The results of a teaching in short, for people. */
final class TeachText {
    private TeachText() {}

    private static void printThreshold(double score) {
        if (score < 1) {
            Console.out("below a score of %.3f it is not sure", score);
        } else {
            Console.out("it is never sure: even its surest answers were wrong too often");
        }
    }

    static void print(TeachingReport report) {
        String name = report.model().name();
        Console.out(
                "%s is installed: taught from %,d photos in %,d classes",
                name, report.photos(), report.classes().size());
        Console.out(
                "%s right in cross-validation; on other photos of the same kind, expect %.1f to %.1f %%",
                Percent.text(report.accuracy(), 1),
                report.accuracyInterval().low() * 100,
                report.accuracyInterval().high() * 100);
        printClasses(report.classes());
        report.model().unsureBelow().ifPresent(TeachText::printThreshold);
        ListedEntries.section(
                "most confused",
                report.confusions(),
                pair -> Console.out("  %s taken for %s: %,d", pair.className(), pair.takenFor(), pair.photos()));
        ListedEntries.section(
                "classified wrongly",
                report.mistakes(),
                mistake -> Console.out(
                        "  %s: %s, taken for %s (%s)",
                        mistake.photo().name(),
                        mistake.photo().className(),
                        mistake.takenFor(),
                        Percent.text(mistake.score(), 0)));
        ListedEntries.section(
                "in two classes, one of them likely wrong", report.duplicates(), TeachText::printDuplicate);
        Console.out("next:");
        Console.out("  spotter classify --model %s FILE|DIR", name);
        Console.out("  spotter serve --model %s", name);
        Console.out("  spotter model package %s", name);
    }

    /** Of many classes those that are recognised least often. */
    private static void printClasses(List<ClassReport> classes) {
        List<ClassReport> shown = classes.size() <= ListedEntries.MAX
                ? classes
                : classes.stream()
                        .sorted(Comparator.comparingDouble(
                                (ClassReport row) -> row.recall().orElse(1)))
                        .limit(ListedEntries.MAX)
                        .toList();
        Console.out("  photos  precision  recall  class");
        shown.forEach(row -> Console.out(
                "  %6d  %9s  %6s  %s", row.photos(), percent(row.precision()), percent(row.recall()), row.name()));
        if (shown.size() < classes.size()) {
            Console.out("  and %,d classes that are recognised more often", classes.size() - shown.size());
        }
    }

    private static String percent(OptionalDouble part) {
        return part.isPresent() ? Percent.text(part.getAsDouble(), 0) : "-";
    }

    private static void printDuplicate(Duplicate duplicate) {
        Console.out(
                "  %s (%s) and %s (%s)%s",
                duplicate.first().name(),
                duplicate.first().className(),
                duplicate.second().name(),
                duplicate.second().className(),
                duplicate.sameBytes() ? ": the same file" : Console.text(": similarity %.3f", duplicate.similarity()));
    }
}
