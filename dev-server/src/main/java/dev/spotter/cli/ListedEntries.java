package dev.spotter.cli;

import java.util.List;
import java.util.function.Consumer;

/** A list of a report of which the first entries are printed, and how many more there are. */
final class ListedEntries {
    static final int MAX = 10;

    private ListedEntries() {}

    /** Prints a title and entries on standard output; nothing if there are none. */
    static <T> void section(String title, List<T> entries, Consumer<T> print) {
        if (!entries.isEmpty()) {
            Console.out("%s:", title);
            list(entries, Console::out, print);
        }
    }

    /** Prints entries on standard error. */
    static <T> void err(List<T> entries, Consumer<T> print) {
        list(entries, Console::err, print);
    }

    private interface Line {
        void print(String format, Object... values);
    }

    private static <T> void list(List<T> entries, Line line, Consumer<T> print) {
        entries.stream().limit(MAX).forEach(print);
        if (entries.size() > MAX) {
            line.print("  and %,d more; --report FILE.html and --json show more of them", entries.size() - MAX);
        }
    }
}
