package dev.spotter.cli;

import dev.spotter.inference.teaching.TeachingListener;
import dev.spotter.inference.teaching.TeachingReport;
import org.jspecify.annotations.Nullable;

/** The progress of a teaching, then its results. Warnings and photos that could not be read go to standard error. */
final class TeachOutput implements TeachingListener, AutoCloseable {
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
        ListedEntries.err(report.unreadable(), photo -> Console.err("spotter: %s: %s", photo.name(), photo.reason()));
        if (json) {
            Console.outLines(EscapedText.lines(report.json()));
        } else {
            TeachText.print(report);
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
