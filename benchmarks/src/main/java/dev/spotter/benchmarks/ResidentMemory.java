package dev.spotter.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Resident memory over many calls, for leaks. Arguments: the network, the image's size, the number of calls, and a
 * contender. Warms up with a quarter as many, until the heap is touched and what runs often is compiled; prints the
 * means over the first and the last quarter, {@code first} and {@code last}, and the largest value, {@code max}, in MB.
 */
final class ResidentMemory {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final int BETWEEN_SAMPLES = 25;
    private static final double KB_PER_MB = 1e6 / 1024;

    private ResidentMemory() {}

    public static void main(String[] arguments) throws Exception {
        byte[] jpeg = BenchmarkImages.bytes(arguments[1]);
        int calls = Integer.parseInt(arguments[2]);
        List<Double> megabytes = new ArrayList<>();
        try (Contender contender = Contender.open(arguments[3], arguments[0], 1)) {
            for (int i = -calls / 4; i < calls; i++) {
                contender.classify(jpeg);
                if (i >= 0 && i % BETWEEN_SAMPLES == 0) {
                    megabytes.add(residentMegabytes());
                }
            }
        }
        int quarter = megabytes.size() / 4;
        System.out.println("first=" + mean(megabytes.subList(0, quarter)));
        System.out.println("last=" + mean(megabytes.subList(megabytes.size() - quarter, megabytes.size())));
        System.out.println("max=" + megabytes.stream().mapToDouble(d -> d).max().orElseThrow());
    }

    private static double residentMegabytes() throws IOException {
        return Files.readAllLines(STATUS).stream()
                .filter(line -> line.startsWith("VmRSS"))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / KB_PER_MB)
                .findFirst()
                .orElseThrow();
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(d -> d).average().orElseThrow();
    }
}
