package dev.spotter.cli;

import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A progress bar at the foot of a terminal, with results printed above it; nothing elsewhere. */
final class Progress implements AutoCloseable {
    /** Fewer pictures than this are done before a bar is read. */
    private static final int MANY = 8;

    private static final int WIDTH = 80;
    private static final String CLEAR_LINE = "\r\u001B[K";

    private final Lock terminal = new ReentrantLock();
    private final Optional<ProgressBar> bar;

    private Progress(boolean shown, int pictures) {
        bar = shown ? Optional.of(bar(pictures)) : Optional.empty();
    }

    /** The launcher tells whether standard error is a terminal; Java cannot. */
    static Progress of(int pictures) {
        return new Progress(Boolean.getBoolean("spotter.terminal") && pictures >= MANY, pictures);
    }

    void step() {
        bar.ifPresent(ProgressBar::step);
    }

    /** Prints something in the bar's place; the bar comes back below it. */
    void above(Runnable printing) {
        terminal.lock();
        try {
            if (bar.isPresent()) {
                System.err.print(CLEAR_LINE);
                System.err.flush();
            }
            printing.run();
        } finally {
            terminal.unlock();
        }
    }

    @Override
    public void close() {
        bar.ifPresent(ProgressBar::close);
        above(() -> {});
    }

    private ProgressBar bar(int pictures) {
        return new ProgressBarBuilder()
                .setInitialMax(pictures)
                .setTaskName("Pictures")
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(100)
                .setConsumer(new DelegatingProgressBarConsumer(this::draw, WIDTH))
                .build();
    }

    private void draw(String line) {
        terminal.lock();
        try {
            System.err.print("\r" + line.strip());
            System.err.flush();
        } finally {
            terminal.unlock();
        }
    }
}
