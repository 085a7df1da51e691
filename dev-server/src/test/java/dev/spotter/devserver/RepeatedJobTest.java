package dev.spotter.devserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A repeated job")
class RepeatedJobTest {
    @Test
    @DisplayName("runs again after a run that failed")
    void failure() throws Exception {
        ScheduledExecutorScheduler scheduler = new ScheduledExecutorScheduler("test", true);
        scheduler.start();
        try {
            CountDownLatch runs = new CountDownLatch(3);
            new RepeatedJob(scheduler, Duration.ofMillis(1), () -> {
                        runs.countDown();
                        if (runs.getCount() == 2) {
                            throw new IllegalStateException("a connection that cannot be read");
                        }
                    })
                    .run();
            assertThat(runs.await(30, TimeUnit.SECONDS)).isTrue();
        } finally {
            scheduler.stop();
        }
    }
}
