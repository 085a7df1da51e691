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
    /** Fewer images than this are done before a bar is read. */
    private static final int MANY = 8;

    private static final int WIDTH = 80;
    private static final String CLEAR_LINE = "\r\u001B[K";

    private final Lock terminal = new ReentrantLock();
    private final ProgressBarBuilder builder;
    private Optional<ProgressBar> bar = Optional.empty();

    private Progress(ProgressBarBuilder builder) {
        this.builder = builder.setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(100)
                .setConsumer(new DelegatingProgressBarConsumer(this::draw, WIDTH));
    }

    /** The launcher passes on whether standard error is a terminal; Java cannot find out. */
    static Progress of(int images) {
        Progress progress =
                new Progress(new ProgressBarBuilder().setTaskName("Images").setInitialMax(images));
        if (isTerminal() && images >= MANY) {
            progress.show();
        }
        return progress;
    }

    /** A bar of bytes, which is shown when the first have come. */
    static Progress ofBytes(String task) {
        return new Progress(
                new ProgressBarBuilder().setTaskName(task).setInitialMax(-1).setUnit(" MiB", 1L << 20));
    }

    /** A bar of one of several steps, which is shown when something is done. */
    static Progress ofSteps(String task) {
        return new Progress(new ProgressBarBuilder().setTaskName(task).setInitialMax(-1));
    }

    private void show() {
        bar = Optional.of(builder.build());
    }

    private static boolean isTerminal() {
        return Boolean.getBoolean("spotter.terminal");
    }

    void step() {
        bar.ifPresent(ProgressBar::step);
    }

    /** So much is done of so much, or of -1 where that is not known. */
    void at(long done, long of) {
        if (bar.isEmpty() && isTerminal()) {
            show();
        }
        bar.ifPresent(b -> b.maxHint(of).stepTo(done));
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
