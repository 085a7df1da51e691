package dev.spotter.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/** What Linux says of a process at one moment. */
record ProcessSample(long residentMegabytes, long threads, long descriptors) {
    static ProcessSample of(long pid) throws IOException {
        Path process = Path.of("/proc", Long.toString(pid));
        List<String> status = Files.readAllLines(process.resolve("status"));
        try (Stream<Path> descriptors = Files.list(process.resolve("fd"))) {
            return new ProcessSample(number(status, "VmRSS:") / 1024, number(status, "Threads:"), descriptors.count());
        }
    }

    /** The largest value of several samples. */
    static long largest(List<ProcessSample> samples, ToLongFunction<ProcessSample> value) {
        return samples.stream().mapToLong(value).max().orElseThrow();
    }

    private static long number(List<String> status, String name) {
        return status.stream()
                .filter(line -> line.startsWith(name))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }
}
