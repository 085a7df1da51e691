package dev.spotter.cli;

import dev.spotter.inference.teaching.TeachingListener;
import dev.spotter.inference.teaching.TeachingReport;
import dev.spotter.inference.teaching.TeachingReport.ClassReport;
import dev.spotter.inference.teaching.TeachingReport.Duplicate;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The progress of a teaching, and its results in short. Photos that could not be read go to standard error. */
final class TeachOutput implements TeachingListener, AutoCloseable {
    private static final int MAX_LISTED = 10;

    private final boolean json;
    private @Nullable Progress progress;
    private @Nullable Step step;

    TeachOutput(boolean json) {
        this.json = json;
    }

    @Override
    public void at(Step current, long done, long of) {
        if (progress == null || step != current) {
            close();
            progress = Progress.ofSteps(current.text());
            step = current;
        }
        progress.at(done, of);
    }

    void print(TeachingReport report) {
        close();
        report.warnings().forEach(warning -> Console.err("spotter: %s", warning));
        list(report.unreadable(), Console::err, photo -> Console.err("spotter: %s: %s", photo.name(), photo.reason()));
        if (json) {
            Console.outLines(EscapedText.lines(report.json()));
        } else {
            printText(report);
        }
    }

    private static void printThreshold(double score) {
        if (score < 1) {
            Console.out("below a score of %.3f it is not sure", score);
        } else {
            Console.out("it is never sure: even its surest answers were wrong too often");
        }
    }

    private static void printText(TeachingReport report) {
        String name = report.model().name();
        Console.out(
                "%s is installed: taught from %,d photos in %,d classes",
                name, report.photos(), report.classes().size());
        Console.out(
                "%.1f %% right in cross-validation; on other photos of the same kind, expect %.1f to %.1f %%",
                report.accuracy() * 100,
                report.accuracyInterval().low() * 100,
                report.accuracyInterval().high() * 100);
        printClasses(report.classes());
        report.model().unsureBelow().ifPresent(TeachOutput::printThreshold);
        section(
                "most confused",
                report.confusions(),
                pair -> Console.out("  %s taken for %s: %,d", pair.className(), pair.takenFor(), pair.photos()));
        section(
                "classified wrongly",
                report.mistakes(),
                mistake -> Console.out(
                        "  %s: %s, taken for %s (%.0f %%)",
                        mistake.photo().name(),
                        mistake.photo().className(),
                        mistake.takenFor(),
                        mistake.score() * 100));
        section("in two classes, one of them likely wrong", report.duplicates(), TeachOutput::print);
        Console.out("next:");
        Console.out("  spotter classify --model %s FILE|DIR", name);
        Console.out("  spotter serve --model %s", name);
        Console.out("  spotter model package %s", name);
    }

    /** Of many classes those that are recognised least often. */
    private static void printClasses(List<ClassReport> classes) {
        List<ClassReport> shown = classes.size() <= MAX_LISTED
                ? classes
                : classes.stream()
                        .sorted(Comparator.comparingDouble(
                                (ClassReport row) -> row.recall().orElse(1)))
                        .limit(MAX_LISTED)
                        .toList();
        Console.out("  photos  precision  recall  class");
        shown.forEach(row -> Console.out(
                "  %6d  %9s  %6s  %s", row.photos(), percent(row.precision()), percent(row.recall()), row.name()));
        if (shown.size() < classes.size()) {
            Console.out("  and %,d classes that are recognised more often", classes.size() - shown.size());
        }
    }

    private static String percent(OptionalDouble part) {
        return part.isPresent() ? Console.text("%.0f %%", part.getAsDouble() * 100) : "-";
    }

    private static void print(Duplicate duplicate) {
        Console.out(
                "  %s (%s) and %s (%s)%s",
                duplicate.first().name(),
                duplicate.first().className(),
                duplicate.second().name(),
                duplicate.second().className(),
                duplicate.sameBytes() ? ": the same file" : Console.text(": similarity %.3f", duplicate.similarity()));
    }

    private static <T> void section(String title, List<T> entries, Consumer<T> print) {
        if (!entries.isEmpty()) {
            Console.out("%s:", title);
            list(entries, Console::out, print);
        }
    }

    private interface Line {
        void print(String format, Object... values);
    }

    private static <T> void list(List<T> entries, Line line, Consumer<T> print) {
        entries.stream().limit(MAX_LISTED).forEach(print);
        if (entries.size() > MAX_LISTED) {
            line.print("  and %,d more; --report FILE.html and --json show more of them", entries.size() - MAX_LISTED);
        }
    }

    @Override
    public void close() {
        if (progress != null) {
            progress.close();
            progress = null;
        }
    }
}
