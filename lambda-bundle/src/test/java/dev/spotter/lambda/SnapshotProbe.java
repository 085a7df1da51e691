package dev.spotter.lambda;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.crac.Core;

/**
 * A program that makes the classifying function and does what Lambda's runtime does before a snapshot. It prints how
 * many native threads a library started meanwhile, and the libraries that are mapped.
 */
final class SnapshotProbe {
    private SnapshotProbe() {}

    public static void main(String[] arguments) throws IOException {
        long before = threadsLikeThis();
        ClassifyImageFunction function = new ClassifyImageFunction();
        function.priming.beforeCheckpoint(Core.getGlobalContext());
        System.out.println("threads of libraries: " + (threadsLikeThis() - before));
        Files.readString(Path.of("/proc/self/maps"))
                .lines()
                .filter(line -> line.contains(".so"))
                .forEach(System.out::println);
    }

    /** A thread that a library starts has the name of this one; Java's own threads have names of their own. */
    private static long threadsLikeThis() throws IOException {
        String name = Files.readString(Path.of("/proc/thread-self/comm"));
        long count = 0;
        try (Stream<Path> threads = Files.list(Path.of("/proc/self/task"))) {
            for (Path thread : threads.toList()) {
                count += Files.readString(thread.resolve("comm")).equals(name) ? 1 : 0;
            }
        }
        return count;
    }
}
