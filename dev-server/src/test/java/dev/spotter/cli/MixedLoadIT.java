package dev.spotter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spotter.devserver.ApiClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs on demand, on Linux: {@code -Dit.test=MixedLoadIT -Dspotter.load.minutes=15}. Prints what it measured.
 */
@EnabledIfSystemProperty(named = "spotter.load.minutes", matches = "\\d+", disabledReason = "it takes 15 minutes")
@DisplayName("A server with 256 MB of heap, under a load of all kinds,")
class MixedLoadIT {
    private static final Duration LENGTH = Duration.ofMinutes(Integer.getInteger("spotter.load.minutes", 15));
    private static final Duration BETWEEN_SAMPLES = Duration.ofSeconds(2);
    private static final int CLIENTS = 6;
    private static final long MOST_MEGABYTES = 640;

    @TempDir
    private Path data;

    @Test
    @DisplayName("needs no more memory, threads and files in the last third than before")
    void flat() throws Exception {
        try (SpotterProcess spotter = SpotterProcess.serveWithSmallHeap(data)) {
            ApiClient client = spotter.awaitClient();
            AtomicLong requests = new AtomicLong();
            List<ProcessSample> samples = underLoad(new MixedRequests(client), spotter.pid(), requests);
            print(samples, requests.get());
            int third = samples.size() / 3;
            List<ProcessSample> middle = samples.subList(third, 2 * third);
            List<ProcessSample> last = samples.subList(2 * third, samples.size());
            assertThat(mean(last)).isLessThan(mean(middle) * 1.05);
            assertThat(ProcessSample.largest(last, ProcessSample::residentMegabytes))
                    .isLessThan(MOST_MEGABYTES);
            assertThat(ProcessSample.largest(last, ProcessSample::threads))
                    .isLessThanOrEqualTo(ProcessSample.largest(middle, ProcessSample::threads) + 3);
            assertThat(ProcessSample.largest(last, ProcessSample::descriptors))
                    .isLessThanOrEqualTo(ProcessSample.largest(middle, ProcessSample::descriptors) + CLIENTS);
            assertThat(client.get("/healthz").status()).isEqualTo(200);
            assertThat(spotter.errors()).doesNotContain("OutOfMemoryError", "\tat ");
        }
    }

    private static List<ProcessSample> underLoad(MixedRequests load, long pid, AtomicLong requests) throws Exception {
        long end = System.nanoTime() + LENGTH.toNanos();
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try {
            List<Future<Void>> running = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                Random random = new Random(i);
                running.add(clients.submit(() -> {
                    while (System.nanoTime() < end) {
                        load.send(random);
                        requests.incrementAndGet();
                    }
                    return null;
                }));
            }
            List<ProcessSample> samples = new ArrayList<>();
            while (System.nanoTime() < end && running.stream().noneMatch(Future::isDone)) {
                LockSupport.parkNanos(BETWEEN_SAMPLES.toNanos());
                samples.add(ProcessSample.of(pid));
            }
            for (Future<Void> each : running) {
                each.get();
            }
            return samples;
        } finally {
            clients.shutdownNow();
        }
    }

    private static double mean(List<ProcessSample> samples) {
        return samples.stream()
                .mapToLong(ProcessSample::residentMegabytes)
                .average()
                .orElseThrow();
    }

    private static void print(List<ProcessSample> samples, long requests) {
        int tenth = Math.max(1, samples.size() / 10);
        for (int i = 0; i + tenth <= samples.size(); i += tenth) {
            List<ProcessSample> part = samples.subList(i, i + tenth);
            System.out.printf(
                    "%3d %%: %.0f MB on average, %d MB, %d threads and %d files at most%n",
                    100 * i / samples.size(),
                    mean(part),
                    ProcessSample.largest(part, ProcessSample::residentMegabytes),
                    ProcessSample.largest(part, ProcessSample::threads),
                    ProcessSample.largest(part, ProcessSample::descriptors));
        }
        System.out.printf("%,d requests in %d minutes%n", requests, LENGTH.toMinutes());
    }
}
